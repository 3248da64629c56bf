package weir.proof;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Clients that come one after the other, are greeted and send a small message each, while
/// something else goes on.
final class Newcomers {
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";

  private final long[] greeted;
  private final long[] answered;
  private final Map<String, Integer> heard = new TreeMap<>();
  private int acknowledged;

  private Newcomers(int number) {
    greeted = new long[number];
    answered = new long[number];
  }

  /// Returns when the last of them has gone.
  ///
  /// @param from an address of this machine
  /// @param between how long each rests before the next one comes
  static Newcomers come(InetAddress from, int port, int number, Duration between) {
    Newcomers all = new Newcomers(number);
    for (int n = 0; n < number; n++) {
      all.one(n, from, port);
      LockSupport.parkNanos(between.toNanos());
    }
    Arrays.sort(all.greeted);
    Arrays.sort(all.answered);
    return all;
  }

  static Newcomers come(int port, int number, Duration between) {
    return come(InetAddress.getLoopbackAddress(), port, number, between);
  }

  private void one(int n, InetAddress from, int port) {
    long began = System.nanoTime();
    try (Talker client = Talker.connect(from, port)) {
      Said said = client.hear();
      greeted[n] = System.nanoTime() - began;
      if (said.code() == 220) {
        client.ask("EHLO mail.example.net");
        said = client.deliver(MESSAGE);
      }
      answered[n] = System.nanoTime() - began;
      heard.merge(said.kind(), 1, Integer::sum);
      acknowledged += said.code() == 250 ? 1 : 0;
    }
  }

  int acknowledged() {
    return acknowledged;
  }

  /// The last word to each, or the greeting in its place, and how often it was said.
  Map<String, Integer> heard() {
    return heard;
  }

  @Override
  public String toString() {
    return "greeted within %s, answered %s within %s"
        .formatted(times(greeted), heard, times(answered));
  }

  private static String times(long[] sorted) {
    int last = sorted.length - 1;
    return "%.1f ms (median), %.1f ms (longest of %d)"
        .formatted(sorted[sorted.length / 2] / 1e6, sorted[last] / 1e6, sorted.length);
  }
}
