package weir.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.former.OldLine;
import weir.mail.Domain;

/// DNS lists of old systems under `[checks.dnsbl]`; dead ones are left out with their fate.
final class BlockLists {
  private final Draft draft;

  BlockLists(Draft draft) {
    this.draft = draft;
  }

  /// A list of clients to refuse.
  ///
  /// @param codes answers that count; none for all
  /// @param more further keys, as TOML
  void add(String zone, List<String> codes, List<String> more, OldLine line) {
    if (isLeftOut(zone, line)) {
      return;
    }
    String name = "name = " + Toml.text(zone);
    if (draft.hasItem(Tables.DNSBL, "zones", "{" + name)) {
      draft.changed(
          "block list " + zone, "it is named twice, and the first place counts", "", List.of(line));
      return;
    }
    List<String> keys = new ArrayList<>(List.of(name));
    if (!codes.isEmpty()) {
      keys.add("codes = " + Toml.texts(codes));
    }
    keys.addAll(more);
    draft.item(
        Tables.DNSBL, "zones", "{" + String.join(", ", keys) + "}", line.place() + ": " + zone);
    draft.ledger().carried(line);
  }

  /// A list of clients to let in.
  void allow(String zone, List<String> codes, OldLine line) {
    if (!isLeftOut(zone, line)) {
      draft.leftOut("allow list " + zone, "Weir asks no allow lists yet", "", List.of(line));
    }
  }

  private boolean isLeftOut(String zone, OldLine line) {
    Optional<String> fate = DeadLists.fate(zone);
    fate.ifPresent(why ->
        draft.trap(
            "list " + zone,
            why,
            "`weir lists catalogue` shows lists that live; none is on as shipped",
            List.of()));
    boolean named = Domain.parse(zone).filter(name -> !name.isLiteral()).isPresent();
    if (!named) {
      draft.leftOut("list " + zone, "that is no domain", "", List.of(line));
    }
    return fate.isPresent() || !named;
  }
}
