package weir.resolver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.dns.Answer;
import weir.dns.DnsRecord;
import weir.dns.Question;

/// Remembers answers as long as they hold, within a bound of memory.
///
/// A hit costs a look into the table and at the clock, and allocates nothing: what is kept is the
/// future itself.
final class AnswerMemory {

  private record Kept(Asked asked, long from, long until, int weight) {}

  private static final int OVERHEAD = 300; // octets an entry takes beside its texts, about

  private final Cache<Question, Kept> kept;
  private final InstantSource clock;
  private final long failureMillis;

  AnswerMemory(ResolverSettings settings, InstantSource clock) {
    this.clock = clock;
    this.failureMillis = settings.failureTtl().toMillis();
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(settings.memory().bytes())
            .<Question, Kept>weigher((_, entry) -> entry.weight)
            .executor(Runnable::run) // its upkeep is short; no thread of its own
            .build();
  }

  @Nullable Asked find(Question question) {
    Kept found = kept.getIfPresent(question);
    if (found == null) {
      return null;
    }
    long now = clock.millis();
    // Kept later than now: the clock was set back, and nobody knows how old that is.
    return now < found.until && now >= found.from ? found.asked : null;
  }

  /// Keeps an answer for as long as it says, or what failed for a moment (RFC 9520 section 3.2).
  ///
  /// @param asked is about to have this answer
  void keep(Question question, Asked asked, Answer answer) {
    long millis =
        switch (answer) {
          case Answer.Found(List<DnsRecord> _, Duration ttl) -> ttl.toMillis();
          case Answer.Absent(Answer.Why _, Duration ttl) -> ttl.toMillis();
          case Answer.Failed _ -> failureMillis;
        };
    if (millis > 0) {
      long now = clock.millis();
      kept.put(question, new Kept(asked, now, now + millis, weight(question, answer)));
    }
  }

  long size() {
    return kept.estimatedSize();
  }

  private static int weight(Question question, Answer answer) {
    int weight = OVERHEAD + question.name().length();
    if (answer instanceof Answer.Found(List<DnsRecord> records, Duration _)) {
      for (DnsRecord record : records) {
        weight +=
            switch (record) {
              case DnsRecord.Address _ -> 48;
              case DnsRecord.Name(String name) -> 72 + name.length();
              case DnsRecord.Mx(int _, String host) -> 80 + host.length();
              case DnsRecord.Text(String text) -> 72 + text.length();
            };
      }
    }
    return weight;
  }
}
