package weir.agent.logs;

import java.util.regex.Pattern;

/// What an id looks like: servers on one host give ids of different looks.
enum IdKind {
  /// Exim's: three groups of letters and digits.
  GROUPS,
  /// qmail's; a short one of Postfix's may look so, too.
  NUMBER,
  /// Postfix's, and all others.
  WORD;

  private static final Pattern EXIM =
      Pattern.compile("[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}");

  static IdKind of(String id) {
    if (EXIM.matcher(id).matches()) {
      return GROUPS;
    }
    return id.chars().allMatch(c -> c >= '0' && c <= '9') ? NUMBER : WORD;
  }
}
