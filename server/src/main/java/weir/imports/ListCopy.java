package weir.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import weir.config.KeyPath;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.listfile.Kind;
import weir.listfile.ListFile;
import weir.listfile.ReadAs;

/// Copies an old list line by line, so that line 17 is line 17 in the journal, too, and names it
/// under a check.
///
/// A line that ours would not take, or would take otherwise, becomes a comment and is said.
final class ListCopy {
  static final KeyPath SENDERS = KeyPath.of("checks", "sender-lists");
  static final KeyPath RECIPIENTS = KeyPath.of("checks", "recipient-lists");
  static final KeyPath HELO = KeyPath.of("checks", "helo-lists");

  private static final String FOLDER = "lists/";

  private final Draft draft;
  private final KeyPath check;
  private final Kind kind;

  ListCopy(Draft draft, KeyPath check) {
    this.draft = draft;
    this.check = check;
    this.kind =
        check.equals(HELO) ? Kind.NAMES : check.equals(RECIPIENTS) ? Kind.RECIPIENTS : Kind.SENDERS;
  }

  /// How one list is to be used.
  ///
  /// @param key `block` or `allow`
  /// @param everybody whether it holds for who may relay, too
  /// @param then an action of its own, as TOML; empty for the check's
  record Use(String key, ReadAs readAs, boolean everybody, String then) {
    static Use block(ReadAs readAs, boolean everybody) {
      return new Use("block", readAs, everybody, "");
    }
  }

  /// Takes the lines as they are.
  void add(OldFile file, Use use) {
    add(file, use, line -> Optional.of(line.stripped()));
  }

  /// @param meaning what a line is in ours; empty where the old program found nobody by it
  void add(OldFile file, Use use, Function<OldLine, Optional<String>> meaning) {
    Draft.ListText copy = draft.list(FOLDER + file.name());
    List<OldLine> dead = new ArrayList<>();
    List<OldLine> broken = new ArrayList<>();
    int entries = 0;
    for (OldLine line : file.lines()) {
      Optional<String> ours = line.saysNothing() ? Optional.of("") : meaning.apply(line);
      if (line.saysNothing()) {
        copy.lines().add(line.stripped());
      } else if (ours.isEmpty()) {
        dead.add(line);
        copy.lines().add("# hit nobody: " + line.stripped());
      } else if (!ListFile.of(List.of(ours.get()), kind, use.readAs()).mistakes().isEmpty()) {
        broken.add(line);
        copy.lines().add("# not taken over: " + line.stripped());
      } else {
        copy.lines().add(ours.get());
        draft.ledger().carried(line);
        entries++;
      }
    }
    said(file, use.readAs(), dead, broken);
    if (entries > 0) {
      draft.item(check, use.key(), entry(copy, use), file.name());
    }
  }

  private static String entry(Draft.ListText copy, Use use) {
    List<String> keys = new ArrayList<>();
    keys.add("file = " + Toml.text(copy.name()));
    if (use.readAs() != ReadAs.PLAIN) {
      keys.add("read-as = " + Toml.text(use.readAs().name().toLowerCase(Locale.ROOT)));
    }
    if (use.everybody()) {
      keys.add("clients = \"all\"");
    }
    if (!use.then().isEmpty()) {
      keys.add("then = " + use.then());
    }
    return "{" + String.join(", ", keys) + "}";
  }

  private void said(OldFile file, ReadAs readAs, List<OldLine> dead, List<OldLine> broken) {
    if (!dead.isEmpty()) {
      draft.leftOut(
          "lines of " + file.name() + " that hit nobody",
          "the old program compared them with whole addresses, which they are not",
          "They are comments in lists/" + file.name(),
          dead);
    }
    if (!broken.isEmpty()) {
      boolean patterns = readAs != ReadAs.PLAIN;
      draft.leftOut(
          "lines of " + file.name() + (patterns ? " that are no pattern" : " that are no address"),
          patterns
              ? "the old program matched nobody with a pattern that it could not read, and said nothing; ours takes none that needs more than linear time"
              : "ours takes no such line",
          "Mend them: they are comments in lists/" + file.name(),
          broken);
    }
  }
}
