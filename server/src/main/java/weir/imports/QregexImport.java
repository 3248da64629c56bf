package weir.imports;

import java.util.List;
import java.util.Set;
import weir.former.OldFile;
import weir.former.Patched;

/// The lists of the qregex patch, each alone, become lists of ours.
public final class QregexImport {
  private static final Set<String> KNOWN =
      Set.of(
          "badhelo",
          "badhelonorelay",
          "badmailfrom",
          "badmailfromnorelay",
          "badmailto",
          "badmailtonorelay",
          "badrcptto",
          "badrcpttonorelay");

  private QregexImport() {}

  /// @param files named as qregex names them: the name says what a list is about
  public static Draft of(List<OldFile> files) {
    Draft draft = new Draft();
    for (OldFile file : files) {
      draft.read(file);
      if (!KNOWN.contains(file.name()) || !new QmailLists(draft, Patched.QREGEX).takes(file)) {
        draft.leftOut(
            file.name(),
            "qregex reads no file of that name, and the name says what a list is about",
            "",
            file.said());
      }
    }
    Frame.around(draft, "inner", "none");
    Frame.domain(draft, "inner");
    return draft.finished();
  }
}
