package weir.sources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.agent.logs.LogBudget;
import weir.agent.logs.LogForm;
import weir.agent.logs.LogLines;
import weir.agent.logs.LogSaid;
import weir.agent.logs.Sought;

/// The logs of the settings as they lie there, for whoever asks what they say of one message. Only
/// those of mail servers: Dovecot's and web mail's know no ids of queues.
///
/// @param logs by their names in the settings
/// @param ownHost the host of those whose settings name none
public record WrittenLogs(Map<String, LogSettings> logs, String ownHost) {
  private static final Set<LogSettings.Server> WITHOUT_QUEUE =
      Set.of(LogSettings.Server.DOVECOT, LogSettings.Server.ROUNDCUBE);

  /// None is read.
  public static final WrittenLogs NONE = new WrittenLogs(Map.of(), "");

  public WrittenLogs {
    logs = Map.copyOf(logs);
  }

  /// What each log says that has lines of the message's host; empty where there is no such log.
  ///
  /// @param budget is spent
  public List<LogSaid> say(Sought sought, LogBudget budget) {
    return logs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(each -> said(each.getKey(), each.getValue(), sought, budget).stream())
        .toList();
  }

  private Optional<LogSaid> said(String name, LogSettings log, Sought sought, LogBudget budget) {
    LogForm form = log.form(name, ownHost);
    boolean isOfHost = form.hostsInLines() || sought.isHost().test(form.host());
    if (!isOfHost || WITHOUT_QUEUE.contains(log.server())) {
      return Optional.empty();
    }
    return Optional.of(
        log.file()
            .map(file -> LogLines.ofFile(form, file, sought, budget))
            .orElseGet(() -> LogLines.ofJournal(form, sought, budget)));
  }
}
