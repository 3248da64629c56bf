package weir.proof;

import java.util.ArrayList;
import java.util.List;
import weir.journal.Entry;
import weir.journal.Journal;

/// A journal that keeps its entries in memory, and that one can wait at.
final class Heard implements Journal {
  private static final long PATIENCE_MILLIS = 20_000;

  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized void add(Entry entry) {
    entries.add(entry);
    notifyAll();
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Everything under that id; waits until there is something.
  synchronized List<Entry> await(String id) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      List<Entry> found = entries.stream().filter(entry -> isAbout(entry, id)).toList();
      long left = (end - System.nanoTime()) / 1_000_000;
      if (!found.isEmpty() || left <= 0) {
        return found;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
    }
  }

  private static boolean isAbout(Entry entry, String id) {
    return switch (entry) {
      case Entry.Transaction transaction -> transaction.id().equals(id);
      case Entry.Session session -> session.id().equals(id);
      case Entry.Act act -> act.id().equals(id);
      case Entry.Gap _ -> false;
    };
  }
}
