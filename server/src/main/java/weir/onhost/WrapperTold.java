package weir.onhost;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Messages that the wrapper told of a moment ago. A gate behind the wrapper meets each of them
/// again, in the same process, which becomes the real program; told twice, the second would be
/// taken for another message of that user. Safe for use by many threads.
final class WrapperTold {
  /// Messages that are remembered; of more, the latest.
  static final int MOST = 1_000;

  /// The wrapper becomes the real program right after its answer.
  static final Duration SOON = Duration.ofSeconds(5);

  private final Deque<Message> lately = new ArrayDeque<>();

  private record Message(long uid, long pid, Instant at) {}

  /// The wrapper was answered that a message may go on.
  synchronized void add(long uid, long pid, Instant at) {
    lately.addLast(new Message(uid, pid, at));
    if (lately.size() > MOST) {
      lately.removeFirst();
    }
  }

  /// Whether an exec is of a message that the wrapper told of; each is one exec's.
  synchronized boolean has(long uid, long pid, Instant at) {
    lately.removeIf(each -> each.at().plus(SOON).isBefore(at));
    return lately.stream()
        .filter(each -> each.uid() == uid && each.pid() == pid)
        .findFirst()
        .map(lately::remove)
        .orElse(false);
  }
}
