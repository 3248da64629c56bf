package weir.journal;

/// Where entries go. `add` returns at once and never throws, whatever the disk does.
@FunctionalInterface
public interface Journal {
  void add(Entry entry);
}
