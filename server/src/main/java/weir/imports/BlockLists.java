package weir.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.config.KeyPath;
import weir.former.OldLine;
import weir.mail.Domain;

/// DNS lists of old systems become those of ours; dead ones are left out with their fate.
final class BlockLists {
  private static final KeyPath ALLOW = KeyPath.of("checks", "dnswl");
  private static final KeyPath NAMES = KeyPath.of("checks", "name-lists");

  private final Draft draft;

  BlockLists(Draft draft) {
    this.draft = draft;
  }

  /// A list of clients to refuse.
  ///
  /// @param codes answers that count; none for all
  /// @param more further keys, as TOML
  /// @return whether it is one of ours now, or was one already
  boolean add(String zone, List<String> codes, List<String> more, OldLine line) {
    boolean live = !isLeftOut(zone, line);
    if (live) {
      put(Tables.DNSBL, zone, codes, more, line);
    }
    return live;
  }

  private void put(
      KeyPath check, String zone, List<String> codes, List<String> more, OldLine line) {
    // As it is compared when the configuration is read: any case, with or without a last dot.
    String name = "name = " + Toml.text(Domain.parse(zone).orElseThrow().name());
    if (draft.hasItem(check, "zones", "{" + name)) {
      draft.changed(
          "list " + zone, "it is named twice, and the first place counts", "", List.of(line));
      return;
    }
    List<String> keys = new ArrayList<>(List.of(name));
    if (!codes.isEmpty()) {
      keys.add("codes = " + Toml.texts(codes));
    }
    keys.addAll(more);
    draft.item(check, "zones", "{" + String.join(", ", keys) + "}", line.place() + ": " + zone);
    draft.ledger().carried(line);
  }

  /// A list of clients to let in.
  void allow(String zone, List<String> codes, OldLine line) {
    if (isLeftOut(zone, line)) {
      return;
    }
    put(ALLOW, zone, codes, List.of(), line);
    draft.changed(
        "allow lists",
        "one of them spares from block lists wherever it stood, and one that fails spares nobody",
        "",
        List.of());
  }

  /// A list of names.
  ///
  /// @param which the name it is asked about, as in `names`
  /// @param then what a listing leads to, as TOML
  void names(String zone, List<String> codes, String which, String then, OldLine line) {
    if (!isLeftOut(zone, line)) {
      put(
          NAMES,
          zone,
          codes,
          List.of("names = [" + Toml.text(which) + "]", "listed = " + then),
          line);
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
