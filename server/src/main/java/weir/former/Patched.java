package weir.former;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a qmail was patched with: the same file names mean different things.
public enum Patched {
  /// `badmailfrom` has addresses and domains.
  PLAIN,
  /// `badmailfrom`, `badmailto` and `badhelo` have POSIX expressions.
  QREGEX,
  /// Patterns stand in files of their own, `badhelo` has `*` patterns.
  SPAMCONTROL;

  /// What the files of a folder speak for. `badmailpatterns` and its like are SPAMCONTROL's alone,
  /// `badmailto` and its like qregex's.
  public static Patched guess(QmailControl control) {
    boolean spamcontrol =
        Stream.of(
                "badmailpatterns", "badrcptpatterns", "nodnscheck", "relaymailfrom", "badmimetypes")
            .anyMatch(control::has);
    boolean qregex =
        Stream.of("badmailto", "badmailtonorelay", "badmailfromnorelay", "badhelonorelay")
                .anyMatch(control::has)
            || Stream.of("badhelo", "badmailfrom").anyMatch(name -> hasExpressions(control, name));
    if (spamcontrol) {
      return SPAMCONTROL;
    }
    return qregex ? QREGEX : control.has("badhelo") ? SPAMCONTROL : PLAIN;
  }

  /// Signs that no address and no wildmat pattern has.
  private static boolean hasExpressions(QmailControl control, String name) {
    return control.list(name).orElse(List.of()).stream()
        .anyMatch(line -> line.text().matches("[!]?\\^.*|.*[$|(\\\\].*|.*[.][*].*"));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As the command line has it.
  @Override
  public String toString() {
    return word();
  }
}
