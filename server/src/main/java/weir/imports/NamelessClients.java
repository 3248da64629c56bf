package weir.imports;

import weir.config.KeyPath;
import weir.former.OldLine;

/// What happens to clients without a name, or with one that does not lead back to their address.
final class NamelessClients {
  private static final KeyPath FCRDNS = KeyPath.of("checks", "fcrdns");
  private static final String NONE = "no-reverse-name";
  private static final String NOT_CONFIRMED = "reverse-name-not-confirmed";

  private final Draft draft;

  NamelessClients(Draft draft) {
    this.draft = draft;
  }

  /// @param then as TOML
  void withoutName(String then, OldLine line) {
    set(NONE, then, line);
  }

  /// Both: those without a name, and those with a wrong one.
  ///
  /// @param then as TOML
  void withoutConfirmedName(String then, OldLine line) {
    set(NONE, then, line);
    set(NOT_CONFIRMED, then, line);
  }

  /// Of two old lines about them the one that refuses for good holds, whichever came first.
  private void set(String key, String then, OldLine line) {
    if (draft.value(FCRDNS, key).filter(Toml.REJECT::equals).isPresent()) {
      draft.ledger().carried(line);
    } else {
      draft.set(FCRDNS, key, then, line);
    }
  }
}
