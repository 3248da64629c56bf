package weir.onhost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was begun, in that order, and ends the other way round; and what could not begin on this
/// host, while the rest goes on. Safe for use by many threads.
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final List<AutoCloseable> begun = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  /// Begins something that may not be possible here.
  @FunctionalInterface
  interface Beginning<T> {
    T begin() throws IOException, InterruptedException;
  }

  /// Something was begun, and is ours to end.
  synchronized <T extends AutoCloseable> T own(T part) {
    begun.addFirst(part);
    return part;
  }

  /// Begins something; where that fails, it is a trouble.
  ///
  /// @param without what there is not, then: the beginning of a sentence
  <T extends AutoCloseable> Optional<T> own(String without, Beginning<T> beginning)
      throws InterruptedException {
    try {
      return Optional.of(own(beginning.begin()));
    } catch (IOException e) {
      trouble(without + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /// Something cannot be done here.
  ///
  /// @param words a sentence for people
  synchronized void trouble(String words) {
    log.warn("{}", words);
    troubles.add(words);
  }

  synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }

  private synchronized List<AutoCloseable> taken() {
    List<AutoCloseable> all = List.copyOf(begun);
    begun.clear();
    return all;
  }

  /// What does not end is said, and the rest ends.
  @Override
  public void close() {
    boolean isInterrupted = false;
    for (AutoCloseable each : taken()) {
      try {
        each.close();
      } catch (InterruptedException e) {
        isInterrupted = true;
      } catch (Exception e) {
        log.warn("{} did not close: {}", each.getClass().getSimpleName(), e.toString());
      }
      isInterrupted |= Thread.interrupted(); // the next ones may still take their time
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
