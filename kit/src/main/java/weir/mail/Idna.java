package weir.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Between U-labels and A-labels (RFC 5890 section 2.3.2.1), by the character rules of IDNA2008.
///
/// Letters, marks and digits are allowed, everything else is not (a close superset of RFC 5892 that
/// needs no table of ours); contextual rules and the Bidi rule are the registries' affair. Upper
/// case is folded first, as RFC 5895 section 2 recommends.
final class Idna {

  private static final String PREFIX = "xn--";
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int MIDDLE_DOT = 0xB7;

  private Idna() {}

  /// The name with every label in ASCII; empty when a label cannot be one. The result may still
  /// break the rules for ASCII names.
  static Optional<String> toAscii(String name) {
    StringBuilder out = new StringBuilder(name.length() + 16);
    int from = 0;
    while (true) {
      int to = name.indexOf('.', from);
      Optional<String> label = labelToAscii(name.substring(from, to < 0 ? name.length() : to));
      if (label.isEmpty()) {
        return Optional.empty();
      }
      out.append(label.get());
      if (to < 0) {
        return Optional.of(out.toString());
      }
      out.append('.');
      from = to + 1;
    }
  }

  private static Optional<String> labelToAscii(String label) {
    if (DomainText.isAscii(label)) {
      return Optional.of(label.toLowerCase(Locale.ROOT));
    }
    String folded = fold(label);
    if (DomainText.isAscii(folded)) {
      return Optional.of(folded); // full-width letters and the like
    }
    return isLabel(folded) ? Punycode.encode(folded).map(PREFIX::concat) : Optional.empty();
  }

  /// RFC 5895 section 2: lower case, full-width and half-width forms, NFC. Lower-casing keeps `ß`
  /// and final sigma apart.
  private static String fold(String label) {
    StringBuilder out = new StringBuilder(label.length());
    label.codePoints().map(Idna::narrow).forEach(out::appendCodePoint);
    return Normalizer.normalize(lowerCase(out), Normalizer.Form.NFC);
  }

  private static int narrow(int codePoint) {
    boolean wide = codePoint >= 0xFF01 && codePoint <= 0xFF5E;
    return wide ? codePoint - 0xFEE0 : codePoint;
  }

  /// Letter by letter: `String.toLowerCase` would make a final sigma by its place in the word.
  private static String lowerCase(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isLabel(String label) {
    boolean hyphens = label.startsWith("-") || label.startsWith("--", 2) || label.endsWith("-");
    int first = Character.getType(label.codePointAt(0));
    boolean markFirst =
        first == Character.NON_SPACING_MARK
            || first == Character.COMBINING_SPACING_MARK
            || first == Character.ENCLOSING_MARK;
    return !hyphens
        && !markFirst
        && Normalizer.isNormalized(label, Normalizer.Form.NFKC) // RFC 5892 section 2.2: Unstable
        && label.codePoints().allMatch(Idna::isLabelCharacter);
  }

  private static boolean isLabelCharacter(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    return switch (Character.getType(c)) {
      case Character.LOWERCASE_LETTER,
          Character.OTHER_LETTER,
          Character.MODIFIER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER ->
          true;
      default -> c == MIDDLE_DOT || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
    };
  }

  /// The name with genuine A-labels decoded. A label that does not lead back to itself is shown as
  /// it is, so a forged A-label never looks like the name it imitates.
  static String toUnicode(String name) {
    StringBuilder out = new StringBuilder(name.length());
    int from = 0;
    while (true) {
      int to = name.indexOf('.', from);
      out.append(labelToUnicode(name.substring(from, to < 0 ? name.length() : to)));
      if (to < 0) {
        return out.toString();
      }
      out.append('.');
      from = to + 1;
    }
  }

  private static String labelToUnicode(String label) {
    if (!label.startsWith(PREFIX)) {
      return label;
    }
    return Punycode.decode(label.substring(PREFIX.length()))
        .filter(text -> labelToAscii(text).map(label::equals).orElse(false))
        .orElse(label);
  }
}
