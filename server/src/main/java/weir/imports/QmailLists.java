package weir.imports;

import java.util.List;
import java.util.Optional;
import weir.config.KeyPath;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.Patched;
import weir.listfile.ReadAs;

/// The lists of senders, recipients and HELO names of a qmail and its patches.
final class QmailLists {
  private final Draft draft;
  private final Patched patched;

  QmailLists(Draft draft, Patched patched) {
    this.draft = draft;
    this.patched = patched;
  }

  /// Carries a file over, if it is such a list.
  boolean takes(OldFile file) {
    switch (file.name()) {
      case "badmailfrom" -> addresses(ListCopy.SENDERS, file);
      case "badrcptto" -> addresses(ListCopy.RECIPIENTS, file);
      case "badmailpatterns" -> copy(ListCopy.SENDERS, file, ListCopy.Use.block(ReadAs.GLOB, true));
      case "badrcptpatterns" ->
          copy(ListCopy.RECIPIENTS, file, ListCopy.Use.block(ReadAs.GLOB, true));
      case "badmailfromnorelay" -> regex(ListCopy.SENDERS, file, false);
      case "badmailto" -> regex(ListCopy.RECIPIENTS, file, true);
      case "badmailtonorelay", "badrcpttonorelay" -> regex(ListCopy.RECIPIENTS, file, false);
      case "badhelo" -> helo(file);
      case "badhelonorelay" -> regex(ListCopy.HELO, file, false);
      case "nodnscheck" ->
          new ListCopy(draft, ListCopy.SENDERS)
              .add(
                  file,
                  new ListCopy.Use("allow", ReadAs.PLAIN, true, "{exempt = [\"sender-domain\"]}"),
                  QmailLists::address);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addresses(KeyPath check, OldFile file) {
    switch (patched) {
      case PLAIN ->
          new ListCopy(draft, check)
              .add(file, ListCopy.Use.block(ReadAs.PLAIN, true), QmailLists::address);
      case QREGEX -> regex(check, file, true);
      case SPAMCONTROL -> copy(check, file, ListCopy.Use.block(ReadAs.SPAMCONTROL, true));
    }
  }

  private void helo(OldFile file) {
    switch (patched) {
      case PLAIN ->
          draft.leftOut(file.name(), "a qmail without a patch does not read it", "", file.said());
      case QREGEX -> regex(ListCopy.HELO, file, true);
      case SPAMCONTROL -> copy(ListCopy.HELO, file, ListCopy.Use.block(ReadAs.GLOB, false));
    }
  }

  private void regex(KeyPath check, OldFile file, boolean everybody) {
    copy(check, file, ListCopy.Use.block(ReadAs.QREGEX, everybody));
    if (check.equals(ListCopy.HELO) && file.said().stream().anyMatch(QmailLists::isRequirement)) {
      draft.changed(
          file.name() + " with `!`",
          "a client that says no name at all was never tested; here the empty name fails, too",
          "",
          List.of());
    }
  }

  private static boolean isRequirement(OldLine line) {
    return line.text().startsWith("!");
  }

  private void copy(KeyPath check, OldFile file, ListCopy.Use use) {
    new ListCopy(draft, check).add(file, use);
  }

  /// An address or `@domain`. Everything else was compared with whole addresses and is none, or
  /// would mean something here that it did not mean there.
  private static Optional<String> address(OldLine line) {
    String text = line.stripped();
    int at = text.lastIndexOf('@');
    boolean whole = at >= 0 && at + 1 < text.length() && !text.startsWith("!");
    return whole ? Optional.of(text) : Optional.empty();
  }
}
