package weir.sources;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agent.logs.LogForm;
import weir.agent.logs.LogHistory;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;

/// What the lines of files are that somebody names: as the settings say of a log that they follow
/// and of what it was rotated into, and as the lines themselves say of any other file.
public final class LogForms {
  private record Followed(Path file, LogForm form) {}

  private final List<Followed> followed = new ArrayList<>();
  private final LogForm other;

  /// @param logs of the settings
  /// @param ownHost the provider's own name for this host
  /// @param host the host of all files, whatever settings and lines say
  /// @param zone of all times without one, whatever the settings say
  public LogForms(
      Map<String, LogSettings> logs, String ownHost, Optional<String> host, Optional<ZoneId> zone) {
    logs.forEach((name, log) ->
        log.file()
            .ifPresent(
                file -> followed.add(new Followed(file, log.form(name, ownHost, host, zone)))));
    this.other =
        new LogForm(
            "replay",
            host.orElse("this host"),
            host.isEmpty(),
            new AnyFraming(zone.orElseGet(ZoneId::systemDefault)),
            new AnyLog());
  }

  /// What the lines of a file are.
  public LogForm of(Path file) {
    return followed.stream()
        .filter(each -> LogHistory.isOf(each.file(), file))
        .findFirst()
        .map(Followed::form)
        .orElse(other);
  }

  /// What the lines of files are that the settings do not name.
  public LogForm other() {
    return other;
  }
}
