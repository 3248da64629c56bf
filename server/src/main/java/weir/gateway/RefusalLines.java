package weir.gateway;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import weir.net.IpAddress;

/// Which refusals the log shows: of each client so many a minute, and of what is beyond them one
/// line when the minute is over, with the exact number (RFC 2505 section 2.4). The journal has all.
///
/// A client is an IPv4 address or a /64 of IPv6. Minutes are those of the clock, the same for all.
/// Where more than [#CLIENTS] are refused within one, those that come later are counted as one.
/// Once closed, it has said every number that it owed, and shows whatever still comes.
public final class RefusalLines implements AutoCloseable {
  static final int CLIENTS = 10_000;

  private static final String OTHERS = "others";
  private static final long MINUTE = 60_000;

  private final InstantSource clock;
  private final Consumer<String> log;
  private Map<String, Count> counts = new LinkedHashMap<>();
  private long minute;
  private boolean closed;

  private static final class Count {
    long refusals;
    long hidden;
  }

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

  /// Whether the log shows one more refusal of this client. If not, it is counted.
  ///
  /// @param most refusals of a client that the log shows in a minute
  boolean shows(IpAddress client, int most) {
    tell();
    return counted(client.isV4() ? client.toString() : client.network().toString(), most);
  }

  private synchronized boolean counted(String client, int most) {
    boolean room = counts.size() < CLIENTS || counts.containsKey(client);
    Count count = counts.computeIfAbsent(room ? client : OTHERS, _ -> new Count());
    count.refusals++;
    if (count.refusals <= most || closed) {
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
    counts.forEach((client, count) -> {
      if (count.hidden > 0) {
        lines.add("client=" + client + " refusals not shown: " + count.hidden);
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
