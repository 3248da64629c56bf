package weir.listfile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// The patterns of a list. Only those are tried whose rarest piece stands in the text, and only
/// those that were tried are kept compiled.
final class PatternTable {
  /// Patterns without a fixed piece of two characters, and those with `!` of qregex: each is tried
  /// on every text, so a list with more of them is refused.
  static final int MOST_LOOSE = 1_000;

  /// Expressions kept compiled, about 10 KB each. When there are as many, all are forgotten.
  static final int MOST_COMPILED = 2_000;

  private final List<Entry> held;
  private final List<Entry> loose;
  private final GramIndex index;
  private final ConcurrentMap<String, Pattern> compiled = new ConcurrentHashMap<>();

  private PatternTable(List<Entry> held, List<Entry> loose, GramIndex index) {
    this.held = List.copyOf(held);
    this.loose = List.copyOf(loose);
    this.index = index;
  }

  static PatternTable of(List<Entry> entries) {
    List<Entry> held = new ArrayList<>();
    List<Entry> loose = new ArrayList<>();
    List<List<List<String>>> pieces = new ArrayList<>();
    for (Entry entry : entries) {
      List<List<String>> fixed = pieces(entry.matcher());
      if (isLoose(fixed)) {
        loose.add(entry);
      } else {
        held.add(entry);
        pieces.add(fixed);
      }
    }
    return new PatternTable(held, loose, GramIndex.of(pieces));
  }

  /// Whether it would be tried on every text.
  static boolean isLoose(Entry entry) {
    return isLoose(pieces(entry.matcher()));
  }

  private static boolean isLoose(List<List<String>> pieces) {
    return pieces.isEmpty() || !GramIndex.canHold(pieces);
  }

  private static List<List<String>> pieces(Entry.Matcher matcher) {
    return switch (matcher) {
      case Entry.Wildmat(var glob) -> List.of(glob.pieces());
      case Entry.Regex(var text, _, var negated) -> negated ? List.of() : Pattern.pieces(text);
      case Entry.Literal _, Entry.Host _ -> throw new IllegalArgumentException("no pattern");
    };
  }

  int size() {
    return held.size() + loose.size();
  }

  /// Gives the entries that match, in no order.
  void find(String text, List<Entry> found) {
    for (Entry entry : loose) {
      if (matches(entry.matcher(), text)) {
        found.add(entry);
      }
    }
    for (int candidate : index.candidates(text)) {
      Entry entry = held.get(candidate);
      if (matches(entry.matcher(), text)) {
        found.add(entry);
      }
    }
  }

  private boolean matches(Entry.Matcher matcher, String text) {
    return switch (matcher) {
      case Entry.Wildmat(var glob) -> glob.matches(text);
      case Entry.Regex(var expression, _, var negated) -> found(expression, text) != negated;
      case Entry.Literal _, Entry.Host _ -> throw new IllegalStateException("no pattern");
    };
  }

  /// One piece in common is often chance. To look for all of them takes a thirtieth of the time
  /// that compiling takes.
  private boolean found(String expression, String text) {
    Pattern known = compiled.get(expression);
    if (known == null) {
      List<List<String>> pieces = Pattern.pieces(expression);
      if (!pieces.isEmpty() && pieces.stream().noneMatch(all -> hasAll(text, all))) {
        return false;
      }
      known = compile(expression);
    }
    return known.find(text);
  }

  private static boolean hasAll(String text, List<String> pieces) {
    for (String piece : pieces) {
      if (!text.contains(piece)) {
        return false;
      }
    }
    return true;
  }

  private Pattern compile(String expression) {
    if (compiled.size() >= MOST_COMPILED) {
      compiled.clear();
    }
    return switch (Pattern.readIgnoringCase(expression)) {
      case Reading.Good(var pattern) -> {
        compiled.put(expression, pattern);
        yield pattern;
      }
      case Reading.Mistake(_, var reason) ->
          throw new IllegalStateException("it compiled when the list was read: " + reason);
    };
  }
}
