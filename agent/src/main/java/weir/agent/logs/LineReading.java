package weir.agent.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.maillog.LogLine;
import weir.maillog.LogRead;
import weir.observation.LogJoin;
import weir.observation.Observation;
import weir.observation.OpenLog;
import weir.observation.Writer;

/// From lines to observations: framing, grammar, and the join of each host. Not thread-safe, but
/// for the tally.
final class LineReading {
  /// Servers give a message up after five days; a day more for one that was held meanwhile.
  static final Duration KEEP = Duration.ofDays(6);

  /// Open messages of a host; some hundred octets each.
  static final int MOST_OPEN = 200_000;

  /// Hosts in one file; lines of further ones are counted as not understood.
  static final int MOST_HOSTS = 1_000;

  private final LogForm form;
  private final Tally tally;
  private final Map<String, LogJoin> joins = new HashMap<>();
  private Instant lastLine = Instant.MIN;
  private Writer writer = Writer.SERVER;

  LineReading(LogForm form, Tally tally) {
    this.form = form;
    this.tally = tally;
  }

  /// What a line adds.
  ///
  /// @param latest when it was written at the latest
  List<Observation> read(String text, Instant latest) {
    Optional<LogLine> line = form.framing().read(text, latest);
    if (line.isEmpty()) {
      tally.unknown(text, false);
      return List.of();
    }
    // A daemon whose file this is could have been made to write a line that looks like a server's.
    if (line.get().isDaemons()) {
      writer = form.hostsInLines() ? Writer.ANY_HOST : Writer.ANY_USER;
    }
    return read(line.get(), text, writer);
  }

  /// What a line adds whose framing is off already.
  ///
  /// @param by who can have written it
  List<Observation> read(LogLine line, String text, Writer by) {
    tally.line(line.time());
    lastLine = line.time();
    return switch (form.grammar().read(line)) {
      case LogRead.Told told -> {
        Optional<LogJoin> join = join(host(line));
        if (join.isEmpty()) {
          tally.unknown(text, true);
        }
        yield join.map(known -> known.read(line, told, by)).orElse(List.of());
      }
      case LogRead.Silent _ -> List.of();
      case LogRead.NotUnderstood _ -> {
        tally.unknown(text, true);
        yield List.of();
      }
    };
  }

  private String host(LogLine line) {
    return form.hostsInLines() ? line.host().orElse(form.host()) : form.host();
  }

  private Optional<LogJoin> join(String host) {
    LogJoin known = joins.get(host);
    if (known == null && joins.size() < MOST_HOSTS) {
      known = new LogJoin(form.source(), host, MOST_OPEN, KEEP);
      joins.put(host, known);
    }
    return Optional.ofNullable(known);
  }

  void resume(Kept before) {
    before.open().forEach((host, open) -> join(host).ifPresent(join -> join.resume(open)));
    before
        .lastLine()
        .ifPresent(time -> {
          lastLine = time;
          tally.resume(time);
        });
  }

  /// The time of the last line, also of one that the process before us read.
  Optional<Instant> lastLine() {
    return Optional.of(lastLine).filter(time -> time.isAfter(Instant.MIN));
  }

  Map<String, OpenLog> open() {
    Map<String, OpenLog> open = new HashMap<>();
    joins.forEach((host, join) -> open.put(host, join.open()));
    return open;
  }

  /// Forgets what is open for too long, as far as the log has been read: neither a line from the
  /// future nor a log from the past makes anything old.
  ///
  /// @param now by our clock
  void expire(Instant now) {
    Instant then = lastLine.isBefore(now) ? lastLine : now;
    if (then.isAfter(Instant.MIN)) {
      joins.values().forEach(join -> join.expire(then));
    }
  }

  long size() {
    return joins.values().stream().mapToLong(LogJoin::size).sum();
  }

  long evicted() {
    return joins.values().stream().mapToLong(LogJoin::evicted).sum();
  }
}
