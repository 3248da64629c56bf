package weir.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A log in memory that fails on order.
final class BrokenLog implements StateLog {

  final AtomicBoolean broken = new AtomicBoolean();
  final AtomicInteger replaced = new AtomicInteger();
  final List<Change> content = new ArrayList<>();

  @Override
  public void append(byte[] changes) throws IOException {
    failIfBroken();
  }

  @Override
  public void force() throws IOException {
    failIfBroken();
  }

  @Override
  public synchronized void replace(Iterator<Change> changes) throws IOException {
    failIfBroken();
    content.clear();
    changes.forEachRemaining(content::add);
    replaced.incrementAndGet();
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public void close() {}

  private void failIfBroken() throws IOException {
    if (broken.get()) {
      throw new IOException("No space left on device");
    }
  }
}
