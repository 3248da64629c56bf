package weir.verdict;

import weir.net.IpAddress;

/// What stands in the field of a tag: each name has its own way to say it.
final class TagText {
  private TagText() {}

  /// @param header the tag's name, as the policy writes it
  /// @param client whom the finding is about where it does not say so itself
  static String of(String header, Finding finding, IpAddress client) {
    String what =
        finding.subject().isEmpty() ? finding.id() : finding.id() + " " + finding.subject();
    if (header.equalsIgnoreCase(Verdict.Tag.SPAM_WARNING)) {
      return finding
          .listed()
          .map(listed -> warning(listed, client))
          .orElse(what + " client=" + client);
    }
    if (header.equalsIgnoreCase(Verdict.Tag.RBL)) {
      return finding
          .listed()
          .map(listed -> listed.about() + " is listed by " + listed.zone())
          .orElse(what);
    }
    return what;
  }

  private static String warning(Finding.Listed listed, IpAddress client) {
    String text =
        listed.text().isEmpty() ? "" : " \"" + listed.text().replaceAll("[\"\\\\]", "'") + '"';
    return "%s client=%s code=%s%s".formatted(listed.zone(), client, listed.code(), text);
  }
}
