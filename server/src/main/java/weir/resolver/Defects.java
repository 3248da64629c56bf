package weir.resolver;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.log.Seldom;

/// Failures of our own code behind a question: counted, and the first of each minute is in the log
/// with its stack. Whoever meets one goes on, for without the [Courier] no question would ever end.
final class Defects {
  private static final Logger log = LoggerFactory.getLogger(DnsResolver.class);

  private final LongAdder count = new LongAdder();
  private final Seldom line = Seldom.onceAMinute();
  private volatile @Nullable String last;

  void happened(Throwable defect) {
    count.increment();
    last = defect.toString();
    line.say(more ->
        log.error("a defect in asking DNS ({} more since the last such line)", more, defect));
  }

  /// An answer was dealt with as it should be.
  void none() {
    if (last != null) {
      last = null;
    }
  }

  long count() {
    return count.sum();
  }

  /// The last one; empty once an answer was dealt with after it.
  Optional<String> last() {
    return Optional.ofNullable(last);
  }
}
