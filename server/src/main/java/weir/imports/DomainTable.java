package weir.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import weir.former.OldLine;
import weir.former.QmailControl;
import weir.mail.Domain;

/// Whose mail is taken: `rcpthosts` becomes the file `domains`, one domain a line, which a panel
/// may write from then on. `.example.com` stands in both for all that is below.
final class DomainTable {
  static final String NAME = "domains";

  private final Draft draft;
  private final QmailControl control;
  private final Draft.ListText table;
  private final Set<String> written = new HashSet<>();

  DomainTable(Draft draft, QmailControl control) {
    this.draft = draft;
    this.control = control;
    this.table =
        draft.list(
            NAME,
            "Our domains, one a line; the format is in the manual's policy.md, \"A table for a panel\".");
  }

  void write(Optional<List<OldLine>> first, List<OldLine> more) {
    List<OldLine> lines = new ArrayList<>(first.orElse(List.of()));
    lines.addAll(more);
    if (first.isEmpty()) {
      draft.trap(
          "there is no rcpthosts",
          "qmail relays for everybody then; Weir takes mail for the domains of locals (without that, of me) and virtualdomains and for nobody else",
          "",
          List.of());
      lines.addAll(known());
    }
    lines.forEach(this::domain);
    draft.set(
        Tables.ROUTING,
        "map",
        Toml.text(NAME),
        first.isEmpty()
            ? "locals or me, and virtualdomains: there is no rcpthosts"
            : "rcpthosts, morercpthosts");
    draft.set(Tables.ROUTING, "map-hop", Toml.text(QmailImport.HOP), "From no old file.");
  }

  private void domain(OldLine line) {
    String text = line.text().strip();
    String below = text.startsWith(".") ? "." : "";
    Optional<Domain> domain = Domain.parse(text.substring(below.length()));
    if (domain.filter(name -> !name.isLiteral()).isEmpty()) {
      draft.leftOut("no domain", "Weir takes mail for domains only", "", List.of(line));
    } else if (written.add(below + domain.get().name())) {
      draft.line(table, below + domain.get().name(), line);
    } else {
      draft.ledger().carried(line);
    }
  }

  /// Domains that qmail delivers to, as `locals` and `virtualdomains` have them.
  private List<OldLine> known() {
    List<OldLine> known = new ArrayList<>();
    List<OldLine> delivered = new ArrayList<>(control.list("locals").orElseGet(this::ownName));
    delivered.addAll(control.list("virtualdomains").orElse(List.of()));
    for (OldLine line : delivered) {
      String name = line.text().split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !name.startsWith(".") && !name.contains("@")) {
        known.add(new OldLine(line.file(), line.number(), name));
      }
    }
    return known;
  }

  /// `me` stands in for a missing `locals` (qmail-control(5)).
  private List<OldLine> ownName() {
    return control.line("me").stream().toList();
  }
}
