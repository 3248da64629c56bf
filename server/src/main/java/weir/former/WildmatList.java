package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.pattern.Pattern;

/// A list of SPAMCONTROL's patterns: all are tried, the last that matches counts, and one with `!`
/// means "let pass".
final class WildmatList implements Finder {
  private record Entry(OldLine line, boolean pass, Pattern pattern) {}

  private final List<Entry> entries = new ArrayList<>();

  WildmatList(List<OldLine> lines) {
    for (OldLine line : lines) {
      boolean pass = line.text().startsWith("!");
      Wildmat.read(line.text().substring(pass ? 1 : 0))
          .ifPresent(pattern -> entries.add(new Entry(line, pass, pattern)));
    }
  }

  /// The line that refuses it.
  @Override
  public Optional<OldLine> find(String text) {
    String low = text.toLowerCase(Locale.ROOT);
    Optional<Entry> last = Optional.empty();
    for (Entry entry : entries) {
      if (entry.pattern().matches(low)) {
        last = Optional.of(entry);
      }
    }
    return last.filter(entry -> !entry.pass()).map(Entry::line);
  }
}
