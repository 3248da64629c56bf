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

  private final List<ListEntry> held;
  private final List<ListEntry> loose;
  private final GramIndex index;
  private final String[] longest;
  private final ConcurrentMap<String, Pattern> compiled = new ConcurrentHashMap<>();

  /// @param longest the longest piece of each pattern that is held; empty where it has alternatives
  private PatternTable(
      List<ListEntry> held, List<ListEntry> loose, GramIndex index, String[] longest) {
    this.held = List.copyOf(held);
    this.loose = List.copyOf(loose);
    this.index = index;
    this.longest = longest;
  }

  static PatternTable of(List<ListEntry> entries) {
    List<ListEntry> held = new ArrayList<>();
    List<ListEntry> loose = new ArrayList<>();
    List<List<List<String>>> pieces = new ArrayList<>();
    for (ListEntry entry : entries) {
      List<List<String>> fixed = pieces(entry.matcher());
      if (isLoose(fixed)) {
        loose.add(entry);
      } else {
        held.add(entry);
        pieces.add(fixed);
      }
    }
    return new PatternTable(
        held,
        loose,
        GramIndex.of(pieces),
        pieces.stream().map(PatternTable::longest).toArray(String[]::new));
  }

  /// Whether it would be tried on every text.
  static boolean isLoose(ListEntry entry) {
    return isLoose(pieces(entry.matcher()));
  }

  private static boolean isLoose(List<List<String>> pieces) {
    return pieces.isEmpty() || !GramIndex.canHold(pieces);
  }

  private static List<List<String>> pieces(ListEntry.Matcher matcher) {
    return switch (matcher) {
      case ListEntry.Wildmat(var glob) -> List.of(glob.pieces());
      case ListEntry.Regex(var text, _, var negated) -> negated ? List.of() : Pattern.pieces(text);
      case ListEntry.Literal _, ListEntry.Host _ ->
          throw new IllegalArgumentException("no pattern");
    };
  }

  private static String longest(List<List<String>> pieces) {
    String longest = "";
    if (pieces.size() == 1) {
      for (String piece : pieces.getFirst()) {
        longest = piece.length() > longest.length() ? piece : longest;
      }
    }
    return longest;
  }

  int size() {
    return held.size() + loose.size();
  }

  /// Gives the entries that match, in no order.
  void find(String text, List<ListEntry> found) {
    for (ListEntry entry : loose) {
      if (matches(entry.matcher(), text)) {
        found.add(entry);
      }
    }
    for (int candidate : index.candidates(text)) {
      ListEntry entry = held.get(candidate);
      // One short piece in common is often chance; to compile in vain costs a thousand times this.
      if (text.contains(longest[candidate]) && matches(entry.matcher(), text)) {
        found.add(entry);
      }
    }
  }

  private boolean matches(ListEntry.Matcher matcher, String text) {
    return switch (matcher) {
      case ListEntry.Wildmat(var glob) -> glob.matches(text);
      case ListEntry.Regex(var expression, _, var negated) ->
          compiled(expression).find(text) != negated;
      case ListEntry.Literal _, ListEntry.Host _ -> throw new IllegalStateException("no pattern");
    };
  }

  private Pattern compiled(String expression) {
    Pattern known = compiled.get(expression);
    if (known != null) {
      return known;
    }
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
