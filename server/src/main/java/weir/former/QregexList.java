package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// A list of the qregex patch: POSIX expressions, tried in order, the first that hits refuses. A
/// line that begins with `!` hits where the expression does not match.
///
/// The trap: an expression that cannot be read hits nobody, with `!` or without.
final class QregexList implements Finder {
  private record Entry(OldLine line, boolean not, Pattern pattern) {}

  private final List<Entry> entries = new ArrayList<>();

  QregexList(List<OldLine> lines) {
    for (OldLine line : lines) {
      boolean not = line.text().startsWith("!");
      if (PosixPattern.read(line.text().substring(not ? 1 : 0))
          instanceof Reading.Good(Pattern pattern)) {
        entries.add(new Entry(line, not, pattern));
      }
    }
  }

  @Override
  public Optional<OldLine> find(String text) {
    return entries.stream()
        .filter(entry -> entry.pattern().find(text) != entry.not())
        .map(Entry::line)
        .findFirst();
  }
}
