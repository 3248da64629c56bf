package weir.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.logs.Coverage;
import weir.agent.logs.LogForm;
import weir.agent.logs.LogSource;
import weir.agent.queue.QueueCoverage;
import weir.agent.queue.QueueSource;
import weir.api.SourceLine;
import weir.attribution.Attributor;
import weir.observation.Observations;
import weir.observation.Origins;
import weir.passages.OutgoingMail;

/// The logs that this server follows, and the queues that it looks through, on its own host.
public final class Sources implements AutoCloseable {
  /// A mail server that says nothing for so long is idle at best: silence is not peace.
  static final Duration SILENT = Duration.ofHours(1);

  /// Octets not read yet; more is more than what is read at once.
  private static final long BEHIND = 4L * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Sources.class);

  private final OutgoingMail mail;
  private final InstantSource clock;
  private final List<Followed> all = new ArrayList<>();

  private final List<Watched> queues = new ArrayList<>();

  private record Watched(QueueSource source, Attributed attributed) {}

  private record Followed(LogSource source, Attributed attributed) {}

  private Sources(OutgoingMail mail, InstantSource clock) {
    this.mail = mail;
    this.clock = clock;
  }

  /// Begins to follow every log of the settings. One that cannot be followed is said in the log;
  /// the others are followed.
  ///
  /// @param host the provider's own name for this host
  /// @param folder where positions are kept
  /// @param told the mark up to which a source has told everything before
  /// @param mail what the server knows of outgoing mail, from all sources
  public static Sources start(
      Map<String, LogSettings> settings,
      String host,
      Path folder,
      Observations observations,
      ToLongFunction<String> told,
      Supplier<Attributor> attributor,
      Supplier<? extends Origins> origins,
      OutgoingMail mail,
      InstantSource clock) {
    Sources sources = new Sources(mail, clock);
    settings.forEach((name, log) -> {
      LogForm form = log.form(name, host);
      Attributed attributed = new Attributed(observations, attributor, origins);
      long before = told.applyAsLong(name);
      try {
        LogSource source =
            log.file().isPresent()
                ? LogSource.ofFile(form, log.file().get(), folder, attributed, before, clock)
                : LogSource.ofJournal(form, folder, attributed, before, clock);
        sources.all.add(new Followed(source, attributed));
      } catch (IOException e) {
        Sources.log.error("log {} is not followed: {}", name, e.toString());
      }
    });
    return sources;
  }

  /// Begins to look through the queues of the settings, as [#start] does with logs.
  public void watch(
      Map<String, WatchedQueueSettings> settings,
      String host,
      Path folder,
      Observations observations,
      ToLongFunction<String> told,
      Supplier<Attributor> attributor,
      Supplier<? extends Origins> origins) {
    settings.forEach((name, queue) -> {
      Attributed attributed = new Attributed(observations, attributor, origins);
      try {
        QueueSource source =
            QueueSource.start(
                queue.queue(name, host), folder, attributed, told.applyAsLong(name), clock);
        queues.add(new Watched(source, attributed));
      } catch (IOException e) {
        log.error("queue {} is not looked through: {}", name, e.toString());
      }
    });
  }

  /// Our own gateway as a source, which reads nothing and is never behind.
  ///
  /// @param lost messages of which only the journal knows
  public static SourceLine gateway(String host, long lost) {
    Optional<String> gap =
        lost == 0
            ? Optional.empty()
            : Optional.of(lost + " messages came too fast to be told, and are in the journal only");
    return new SourceLine(
        "gateway",
        host,
        "its own sessions",
        "read",
        Optional.empty(),
        SourceLine.Of.MESSAGES,
        Optional.empty(),
        0,
        0,
        0,
        0,
        List.of(),
        lost == 0 ? 0 : 1,
        gap,
        0,
        0,
        0,
        0);
  }

  /// How far each is read.
  public List<SourceLine> lines() {
    return Stream.concat(all.stream().map(this::line), queues.stream().map(this::line)).toList();
  }

  private SourceLine line(Followed followed) {
    Coverage it = followed.source.coverage();
    Attributed.Share share = followed.attributed.share(mail);
    return new SourceLine(
        it.source(),
        it.host(),
        it.reads(),
        state(it, clock.instant()),
        it.trouble(),
        SourceLine.Of.LINES,
        it.lastLine(),
        it.behind(),
        it.lines(),
        it.unknown(),
        it.unbelieved(),
        it.samples(),
        it.gaps(),
        it.lastGap(),
        it.open(),
        it.evicted(),
        share.messages(),
        share.found());
  }

  private SourceLine line(Watched watched) {
    QueueCoverage it = watched.source.coverage();
    Attributed.Share share = watched.attributed.share(mail);
    return new SourceLine(
        it.source(),
        it.host(),
        it.reads(),
        state(it),
        it.trouble(),
        SourceLine.Of.MESSAGES,
        it.lookedAt(),
        it.waiting(),
        it.messages(),
        it.unknown(),
        0,
        it.samples(),
        0,
        Optional.empty(),
        it.known(),
        0,
        share.messages(),
        share.found());
  }

  /// A queue is not silent: an empty one has been looked through.
  static String state(QueueCoverage it) {
    if (it.trouble().isPresent()) {
      return "not read";
    }
    return it.lookedAt().isEmpty() || it.waiting() > 0 ? "behind" : "read";
  }

  static String state(Coverage it, Instant now) {
    if (it.trouble().isPresent()) {
      return "not read";
    }
    if (it.behind() > BEHIND) {
      return "behind";
    }
    boolean isHeard = it.lastLine().filter(last -> last.plus(SILENT).isAfter(now)).isPresent();
    return isHeard ? "read" : "silent";
  }

  @Override
  public void close() throws InterruptedException {
    for (Followed each : all) {
      each.source.close();
    }
    for (Watched each : queues) {
      each.source.close();
    }
  }
}
