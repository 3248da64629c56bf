package weir.rules;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/// Finds places of the language's library, which counts code points and lines, in the text of a
/// condition, which counts UTF-16 units.
record Place(String text, CelSource source) {

  int of(CelExpr expression) {
    Integer codePoints = source.getPositionsMap().get(expression.id());
    return units(codePoints == null ? 0 : codePoints);
  }

  int of(CelIssue issue) {
    Optional<Integer> codePoints = source.getLocationOffset(issue.getSourceLocation());
    return units(codePoints.orElse(0));
  }

  /// The place of something within a written string; the string's beginning where escapes hide it.
  int within(CelExpr literal, int offset) {
    int start = of(literal);
    String value = literal.constant().stringValue();
    for (int quote = 1; quote <= 4; quote++) {
      if (text.startsWith(value, start + quote)) {
        return start + quote + offset;
      }
    }
    return start;
  }

  private int units(int codePoints) {
    return text.offsetByCodePoints(
        0, Math.clamp(codePoints, 0, text.codePointCount(0, text.length())));
  }
}
