package weir.pattern;

import java.util.List;
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
    return read(text, 0);
  }

  /// The same for one that takes ASCII letters in any case.
  public static Reading readIgnoringCase(String text) {
    return read(text, org.safere.Pattern.CASE_INSENSITIVE);
  }

  private static Reading read(String text, int flags) {
    if (text.length() > LIMIT) {
      return new Reading.Mistake(LIMIT, "a pattern has at most " + LIMIT + " characters");
    }
    try {
      return new Reading.Good(new Pattern(org.safere.Pattern.compile(text, flags)));
    } catch (PatternSyntaxException mistake) {
      int offset = Math.clamp(mistake.getIndex(), 0, text.length());
      return new Reading.Mistake(offset, "not a pattern: " + mistake.getDescription());
    }
  }

  /// A POSIX extended regular expression in this dialect.
  public static String ofPosix(String text) {
    return PosixSyntax.translated(text);
  }

  /// Plain text that no text can match without, by alternative: who matches has all the pieces of
  /// one of them. Empty where there is an alternative without. For texts in small letters, whatever
  /// the case in the pattern.
  public static List<List<String>> pieces(String text) {
    return FixedPieces.of(text);
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
