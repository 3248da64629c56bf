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

  private record One(int c) implements Step {}

  private record Set(List<Integer> ranges, boolean negated) implements Step {
    boolean has(int c) {
      for (int i = 0; i < ranges.size(); i += 2) {
        if (ranges.get(i) <= c && c <= ranges.get(i + 1)) {
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
    int[] folded = text.toLowerCase(Locale.ROOT).codePoints().toArray();
    List<Step> steps = new ArrayList<>(folded.length);
    for (int i = 0; i < folded.length; i++) {
      int c = folded[i];
      switch (c) {
        case ANY_TEXT -> {
          if (steps.isEmpty() || !(steps.getLast() instanceof Star)) {
            steps.add(new Star());
          }
        }
        case ANY_CHARACTER -> steps.add(new Any());
        case '\\' -> {
          if (++i == folded.length) {
            throw new IllegalArgumentException("\\ has nothing behind it");
          }
          steps.add(new One(folded[i]));
        }
        case '[' -> i = set(folded, i, steps);
        default -> steps.add(new One(c));
      }
    }
    return new Glob(text, List.copyOf(steps));
  }

  /// @return where the set ends
  private static int set(int[] text, int from, List<Step> steps) {
    int i = from + 1;
    boolean negated = i < text.length && text[i] == '^';
    if (negated) {
      i++;
    }
    List<Integer> ranges = new ArrayList<>();
    int first = i;
    while (i < text.length && (text[i] != ']' || i == first)) {
      int low = text[i];
      boolean range = i + 2 < text.length && text[i + 1] == '-' && text[i + 2] != ']';
      int high = range ? text[i + 2] : low;
      if (high < low) {
        throw new IllegalArgumentException("the range %c-%c is empty".formatted(low, high));
      }
      ranges.add(low);
      ranges.add(high);
      i += range ? 3 : 1;
    }
    if (i == text.length) {
      throw new IllegalArgumentException("[ has no ] behind it");
    }
    steps.add(new Set(List.copyOf(ranges), negated));
    return i;
  }

  boolean matches(CharSequence whole) {
    int at = 0;
    int step = 0;
    int star = -1;
    int resume = 0;
    while (at < whole.length()) {
      if (step < steps.size() && steps.get(step) instanceof Star) {
        star = step++;
        resume = at;
        continue;
      }
      int c = Character.codePointAt(whole, at);
      if (step < steps.size() && takes(steps.get(step), c)) {
        step++;
        at += Character.charCount(c);
      } else if (star >= 0) {
        step = star + 1;
        resume += Character.charCount(Character.codePointAt(whole, resume));
        at = resume;
      } else {
        return false;
      }
    }
    while (step < steps.size() && steps.get(step) instanceof Star) {
      step++;
    }
    return step == steps.size();
  }

  private static boolean takes(Step step, int c) {
    return switch (step) {
      case One(int wanted) -> wanted == c;
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
      if (step instanceof One(int c)) {
        piece.appendCodePoint(c);
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
