package weir.gateway.loglines;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import weir.net.IpAddress;

/// Which lines the log shows of clients that bring no mail: of each client so many a minute of each
/// [Kind], and of what is beyond them one line when the minute is over, with the exact number (RFC
/// 2505 section 2.4). The journal has all.
///
/// A client is an IPv4 address or a /64 of IPv6. Minutes are those of the clock, the same for all.
/// Where more than [#CLIENTS] have such lines within one, those that come later are counted as one.
/// Once closed, it has said every number that it owed, and shows whatever still comes.
public final class RefusalLines implements AutoCloseable {
  static final int CLIENTS = 10_000;

  private static final String OTHERS = "others";
  private static final long MINUTE = 60_000;

  private final InstantSource clock;
  private final Consumer<String> log;
  private Map<Of, Count> counts = new LinkedHashMap<>();
  private long minute;
  private boolean closed;

  /// What a line is about. Each has its own number: whoever connects and leaves again and again
  /// must not hide his failed logins behind that.
  public enum Kind {
    REFUSAL("refusals"),
    NO_MAIL("lines about no mail");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final class Count {
    long lines;
    long hidden;
  }

  private record Of(String client, Kind kind) {}

  RefusalLines(InstantSource clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
    this.minute = minute();
  }

  /// Numbers go to the log `weir.refusals`, also in minutes in which nobody comes.
  public static RefusalLines start(InstantSource clock) {
    RefusalLines lines = new RefusalLines(clock, LoggerFactory.getLogger("weir.refusals")::info);
    Thread.ofVirtual().name("refusal-lines").start(lines::run);
    return lines;
  }

  private void run() {
    try {
      while (!isClosed()) {
        Thread.sleep(MINUTE - Math.floorMod(clock.millis(), MINUTE));
        tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the log shows one more line of this client. If not, it is counted.
  ///
  /// @param most lines of a kind that the log shows of a client in a minute
  public boolean shows(IpAddress client, Kind kind, int most) {
    tell();
    String name = client.isV4() ? client.toString() : client.network().toString();
    return counted(new Of(name, kind), most);
  }

  private synchronized boolean counted(Of whom, int most) {
    boolean room = counts.size() < CLIENTS || counts.containsKey(whom);
    Of whose = room ? whom : new Of(OTHERS, whom.kind());
    Count count = counts.computeIfAbsent(whose, _ -> new Count());
    count.lines++;
    if (count.lines <= most || closed) {
      return true;
    }
    count.hidden++;
    return false;
  }

  /// Says what is owed of a minute that is over.
  void tell() {
    due(false).forEach(log);
  }

  private synchronized List<String> due(boolean last) {
    closed = closed || last;
    long now = minute();
    if (now == minute && !last) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    counts.forEach((whose, count) -> {
      if (count.hidden > 0) {
        lines.add(
            "client=%s %s not shown: %d"
                .formatted(whose.client(), whose.kind().words, count.hidden));
      }
    });
    minute = now;
    counts = new LinkedHashMap<>();
    return lines;
  }

  private long minute() {
    return Math.floorDiv(clock.millis(), MINUTE);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    due(true).forEach(log);
  }
}
