package weir.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be closed at the end: the last one made goes first.
public final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  public <T extends AutoCloseable> T own(T part) {
    owned.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      AutoCloseable part = owned.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.warn("{} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
