package weir.listfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A wildmat pattern: `*` any text, `?` one character, `[a-z]` and `[^a-z]` one of a set, `\` takes
/// the next character as it is. It matches the whole text, without regard to case.
///
/// A match takes at most pattern times text steps: only the last `*` is tried again.
final class Glob {
  /// Characters of one pattern; a longer one is refused.
  static final int LIMIT = 1_000;

  private static final char ANY_TEXT = '*';
  private static final char ANY_CHARACTER = '?';

  /// One character of the pattern, or a set of them.
  private sealed interface Step {}

  private record One(char c) implements Step {}

  private record Set(String ranges, boolean negated) implements Step {
    boolean has(char c) {
      for (int i = 0; i < ranges.length(); i += 2) {
        if (ranges.charAt(i) <= c && c <= ranges.charAt(i + 1)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  private record Any() implements Step {}

  private record Star() implements Step {}

  private final String text;
  private final List<Step> steps;

  private Glob(String text, List<Step> steps) {
    this.text = text;
    this.steps = steps;
  }

  /// @throws IllegalArgumentException where it is none, with the reason
  static Glob of(String text) {
    if (text.length() > LIMIT) {
      throw new IllegalArgumentException("a pattern has at most " + LIMIT + " characters");
    }
    String folded = text.toLowerCase(Locale.ROOT);
    List<Step> steps = new ArrayList<>(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      switch (c) {
        case ANY_TEXT -> {
          if (steps.isEmpty() || !(steps.getLast() instanceof Star)) {
            steps.add(new Star());
          }
        }
        case ANY_CHARACTER -> steps.add(new Any());
        case '\\' -> {
          if (++i == folded.length()) {
            throw new IllegalArgumentException("\\ has nothing behind it");
          }
          steps.add(new One(folded.charAt(i)));
        }
        case '[' -> i = set(folded, i, steps);
        default -> steps.add(new One(c));
      }
    }
    return new Glob(text, List.copyOf(steps));
  }

  /// @return where the set ends
  private static int set(String text, int from, List<Step> steps) {
    int i = from + 1;
    boolean negated = i < text.length() && text.charAt(i) == '^';
    if (negated) {
      i++;
    }
    StringBuilder ranges = new StringBuilder();
    int first = i;
    while (i < text.length() && (text.charAt(i) != ']' || i == first)) {
      char low = text.charAt(i);
      boolean range =
          i + 2 < text.length() && text.charAt(i + 1) == '-' && text.charAt(i + 2) != ']';
      char high = range ? text.charAt(i + 2) : low;
      if (high < low) {
        throw new IllegalArgumentException("the range " + low + "-" + high + " is empty");
      }
      ranges.append(low).append(high);
      i += range ? 3 : 1;
    }
    if (i == text.length()) {
      throw new IllegalArgumentException("[ has no ] behind it");
    }
    steps.add(new Set(ranges.toString(), negated));
    return i;
  }

  boolean matches(String whole) {
    int at = 0;
    int step = 0;
    int star = -1;
    int resume = 0;
    while (at < whole.length()) {
      if (step < steps.size() && steps.get(step) instanceof Star) {
        star = step++;
        resume = at;
      } else if (step < steps.size() && takes(steps.get(step), whole.charAt(at))) {
        step++;
        at++;
      } else if (star >= 0) {
        step = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (step < steps.size() && steps.get(step) instanceof Star) {
      step++;
    }
    return step == steps.size();
  }

  private static boolean takes(Step step, char c) {
    return switch (step) {
      case One(char wanted) -> wanted == c;
      case Any() -> true;
      case Set set -> set.has(c);
      case Star() -> false;
    };
  }

  /// The pieces of plain text that everything it matches has in it.
  List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof One(char c)) {
        piece.append(c);
      } else if (!piece.isEmpty()) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }

  @Override
  public String toString() {
    return text;
  }
}
