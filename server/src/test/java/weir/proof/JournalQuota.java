package weir.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import weir.journal.Entry;
import weir.segments.Found;
import weir.segments.JournalSearch;
import weir.segments.Query;

/// A quota that the journal meets while mail goes on, and that somebody raises.
final class JournalQuota {
  private static final Duration BETWEEN = Duration.ofMillis(400);

  /// More writes than a start takes, and fewer than some dozens of messages.
  private static final int FIRST = 150;

  /// Each attempt begins with a write, and the next comes a second later.
  private static final int LAST = FIRST + 4;

  private static final int MOST = 400;

  private JournalQuota() {}

  static Row row(Path folder) throws IOException {
    int sent = 0;
    int during = 0;
    int acknowledged = 0;
    int missing;
    try (Behind behind = new Behind.Server();
        Child child =
            Child.start(
                    folder, Strace.quota(FIRST, LAST), Child.settings(folder) + behind.settings())
                .awaitReady()) {
      while (sent < MOST && !says(child, "the journal is written again")) {
        acknowledged += Newcomers.come(child.port(), 1, BETWEEN).acknowledged();
        sent++;
        during += says(child, "journal: cannot be written") ? 1 : 0;
      }
      if (sent == MOST) {
        throw new IllegalStateException("the journal met no quota, or it stayed");
      }
      child.stop();
      missing = acknowledged - behind.take().size();
    }
    Found found =
        new JournalSearch(folder.resolve("journal")).find(Query.ALL.withLimit(Query.MOST));
    long kept = found.entries().stream().filter(Entry.Transaction.class::isInstance).count();
    long gaps = found.gaps().stream().mapToLong(Entry.Gap::entries).sum();
    return new Row(
        "a quota that the journal meets: writes %d to %d say EDQUOT".formatted(FIRST, LAST),
        "250 for %d of %d, %d of them meanwhile; in the journal %d, and %d counted as missing"
            .formatted(acknowledged, sent, during, kept, gaps),
        missing > 0 ? missing + " messages" : Row.NOTHING,
        "the next attempt, a second later");
  }

  private static boolean says(Child child, String what) {
    return child.log().stream().anyMatch(line -> line.contains(what));
  }
}
