package weir.onhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.logs.LogForm;
import weir.agent.logs.LogSource;
import weir.files.Durable;
import weir.link.Messages;
import weir.observation.Observations;
import weir.sources.LogSettings;
import weir.uplink.Report;

/// Follows the logs of this host's mail server, and tells the server what they say. How far each
/// was told is on the disk behind what was told of it: after a crash the server knows by the
/// numbers what it has already.
final class MailLogs implements Observations, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MailLogs.class);

  private final Path file;
  private final Telling telling;
  private final InstantSource clock;
  private final Map<String, Long> told = new HashMap<>();
  private final List<LogSource> followed = new ArrayList<>();

  private record Marks(Map<String, Long> told) {}

  private MailLogs(Path file, Telling telling, InstantSource clock) {
    this.file = file;
    this.telling = telling;
    this.clock = clock;
  }

  /// Begins to follow. A log that cannot be followed is said; the others are followed.
  ///
  /// @param host what the server calls this host
  static MailLogs start(
      Map<String, LogSettings> settings,
      String host,
      Path folder,
      Telling telling,
      InstantSource clock)
      throws IOException {
    MailLogs all = new MailLogs(folder.resolve("told.json"), telling, clock);
    if (Files.exists(all.file)) {
      all.told.putAll(Messages.read(Files.readString(all.file), Marks.class).told());
    }
    settings.forEach((name, each) -> all.follow(name, each, host, folder.resolve("logs")));
    return all;
  }

  private void follow(String name, LogSettings settings, String host, Path folder) {
    LogForm form = settings.form(name, host);
    long before = told.getOrDefault(name, 0L);
    try {
      followed.add(
          settings.file().isPresent()
              ? LogSource.ofFile(form, settings.file().get(), folder, this, before, clock)
              : LogSource.ofJournal(form, folder, this, before, clock));
    } catch (IOException e) {
      log.error("log {} is not followed: {}", name, e.toString());
    }
  }

  @Override
  public synchronized void take(String source, List<Told> news) throws IOException {
    long last = told.getOrDefault(source, 0L);
    for (Told each : news) {
      if (each.mark() > last) {
        telling.keep(
            new Report.Seen(
                clock.instant(), source, OptionalLong.of(each.mark()), each.observations()));
        last = each.mark();
      }
    }
    told.put(source, last);
    byte[] text = Messages.value(new Marks(told)).getBytes(StandardCharsets.US_ASCII);
    Durable.replace(file, out -> out.write(text));
  }

  @Override
  public void close() throws InterruptedException {
    for (LogSource each : followed) {
      each.close();
    }
  }
}
