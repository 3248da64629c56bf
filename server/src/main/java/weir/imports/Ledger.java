package weir.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.former.OldFile;
import weir.former.OldLine;

/// What became of every line that was read.
public final class Ledger {

  /// What can become of a line.
  public enum Fate {
    /// A setting or a list of ours says the same.
    CARRIED,
    /// The old mail server behind us goes on doing it.
    STAYS,
    /// Nothing of ours says it, and a remark tells why.
    LEFT_OUT,
    /// Empty, or a comment.
    SAYS_NOTHING
  }

  private final Map<OldLine, Fate> fates = new LinkedHashMap<>();
  private final List<OldLine> lines = new ArrayList<>();

  /// A file whose lines are to be accounted for.
  void read(OldFile file) {
    lines.addAll(file.lines());
  }

  void account(OldLine line, Fate fate) {
    fates.put(at(line), fate);
  }

  /// As carried, if nobody said anything else of it.
  void carried(OldLine line) {
    fates.putIfAbsent(at(line), Fate.CARRIED);
  }

  void carried(List<OldLine> some) {
    some.forEach(this::carried);
  }

  /// Readers strip lines; the place is what counts.
  private static OldLine at(OldLine line) {
    return new OldLine(line.file(), line.number(), "");
  }

  /// What became of each line, in the order read.
  public Map<OldLine, Fate> fates() {
    Map<OldLine, Fate> all = new LinkedHashMap<>();
    for (OldLine line : lines) {
      Fate fate = fates.get(at(line));
      if (fate != null) {
        all.put(line, fate);
      } else if (line.saysNothing()) {
        all.put(line, Fate.SAYS_NOTHING);
      }
    }
    return all;
  }

  /// Lines that nobody accounted for: said nowhere, which must not be.
  public List<OldLine> unaccounted() {
    return lines.stream()
        .filter(line -> !line.saysNothing() && !fates.containsKey(at(line)))
        .toList();
  }

  public int size() {
    return lines.size();
  }

  /// How many lines had this fate.
  public long count(Fate fate) {
    return fates().values().stream().filter(fate::equals).count();
  }
}
