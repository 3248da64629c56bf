package weir.pattern;

import java.util.regex.PatternSyntaxException;

/// A regular expression that takes time linear in the text. Immutable, for any number of threads.
///
/// The dialect is that of `java.util.regex` without what cannot be done in linear time.
public final class Pattern {

  /// Characters of one pattern; a longer one is refused.
  public static final int LIMIT = 1_000;

  private final org.safere.Pattern engine;

  private Pattern(org.safere.Pattern engine) {
    this.engine = engine;
  }

  /// Reads a pattern. Repeat counts that together make more than 1000 copies are a mistake.
  public static Reading read(String text) {
    if (text.length() > LIMIT) {
      return new Reading.Mistake(LIMIT, "a pattern has at most " + LIMIT + " characters");
    }
    try {
      return new Reading.Good(new Pattern(org.safere.Pattern.compile(text)));
    } catch (PatternSyntaxException mistake) {
      int offset = Math.clamp(mistake.getIndex(), 0, text.length());
      return new Reading.Mistake(offset, "not a pattern: " + mistake.getDescription());
    }
  }

  /// Whether it matches somewhere in the text.
  public boolean find(CharSequence text) {
    return engine.matcher(text).find();
  }

  /// Whether it matches the whole text.
  public boolean matches(CharSequence text) {
    return engine.matcher(text).matches();
  }

  /// The pattern as written.
  public String text() {
    return engine.pattern();
  }

  @Override
  public String toString() {
    return engine.pattern();
  }
}
