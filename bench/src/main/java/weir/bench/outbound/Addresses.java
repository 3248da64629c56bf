package weir.bench.outbound;

import java.util.List;
import java.util.random.RandomGenerator;

/// Recipients. Half of all people have their mail at one of a few large providers.
final class Addresses {
  private static final List<String> LARGE =
      List.of("post.example", "mail.example", "one.example", "web.example", "inbox.example");

  private static final int DOMAINS = 20_000;

  private Addresses() {}

  /// The same number is the same address.
  static String of(long number) {
    long hash = number * 0x9e3779b97f4a7c15L >>> 20;
    String domain =
        (hash & 1) == 0
            ? LARGE.get((int) ((hash >>> 1) % LARGE.size()))
            : "d" + (hash >>> 1) % DOMAINS + ".example";
    return "p" + number + "@" + domain;
  }

  /// Somebody whom nobody has written to before.
  static String stranger(RandomGenerator random) {
    return of(random.nextLong() >>> 16);
  }
}
