package weir.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import weir.journal.Entry;
import weir.journal.Journal;

/// A journal that one can wait at.
public final class MemoryJournal implements Journal {
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final List<List<String>> entries = new ArrayList<>();

  @Override
  public synchronized void add(Entry entry) {
    entries.add(EntryWords.of(entry));
    notifyAll();
  }

  public synchronized List<List<String>> entries() {
    return List.copyOf(entries);
  }

  /// Waits for such an entry; gives up only after a time that nothing here takes.
  public synchronized boolean await(Predicate<List<String>> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (entries.stream().noneMatch(wanted)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
