package weir.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.PostfixMain;
import weir.former.PostfixTable;
import weir.mail.Domain;
import weir.net.IpPrefix;

/// Whose mail a Postfix takes, and who may send anywhere.
final class PostfixDomains {
  private static final List<String> CLASSES =
      List.of("mydestination", "relay_domains", "virtual_alias_domains", "virtual_mailbox_domains");

  private final Draft draft;
  private final PostfixMain main;
  private final Map<String, OldLine> domains = new LinkedHashMap<>();

  PostfixDomains(Draft draft, PostfixMain main) {
    this.draft = draft;
    this.main = main;
  }

  /// Its domains, in small letters.
  List<String> domains() {
    return List.copyOf(domains.keySet());
  }

  void write() throws IOException {
    for (String name : CLASSES) {
      Optional<PostfixMain.Parameter> parameter = main.parameter(name);
      if (parameter.isPresent()) {
        draft.ledger().carried(parameter.get().lines());
        for (String item : main.items(name)) {
          item(item, parameter.get().line());
        }
      }
    }
    Draft.ListText table =
        draft.list(
            DomainTable.NAME,
            "Our domains, one a line; the format is in the manual's policy.md, \"A table for a panel\".");
    domains.forEach((domain, line) -> draft.line(table, domain, line));
    draft.set(Tables.ROUTING, "map", Toml.text(DomainTable.NAME), String.join(", ", CLASSES));
    draft.set(Tables.ROUTING, "map-hop", Toml.text(PostfixImport.HOP), "From no old file.");
  }

  private void item(String item, OldLine line) throws IOException {
    if (item.contains(":")) {
      table(item, line);
    } else if (item.startsWith("/")) {
      Optional<OldFile> file = OldFile.in(main.folder(), item.substring(item.lastIndexOf('/') + 1));
      file.ifPresentOrElse(
          found -> {
            draft.read(found);
            found.said().forEach(each -> domain(each.text().strip(), each));
          },
          () -> missing(item, line));
    } else {
      domain(item, line);
    }
  }

  private void table(String item, OldLine line) throws IOException {
    Optional<PostfixTable> table = main.table(item);
    if (table.isEmpty()) {
      missing(item, line);
      return;
    }
    draft.read(table.get().file());
    for (OldLine each : table.get().file().said()) {
      draft.ledger().carried(each);
    }
    table.get().entries().stream()
        .filter(entry -> !entry.key().contains("@"))
        .forEach(entry -> domain(entry.key(), entry.line()));
  }

  private void missing(String item, OldLine line) {
    draft.leftOut(
        "domains in " + item,
        "there is no such text beside main.cf, or it is a kind of table without one",
        "Add them to `domains`",
        List.of(line));
  }

  private void domain(String text, OldLine line) {
    Optional<Domain> domain = Domain.parse(text);
    if (domain.filter(name -> !name.isLiteral()).isEmpty() || text.startsWith(".")) {
      draft.leftOut(
          "\"" + text + "\" as one of your domains", "it is no domain", "", List.of(line));
    } else {
      domains.putIfAbsent(domain.get().name(), line);
    }
  }

  /// `mynetworks`, in CIDR form; brackets around IPv6 are Postfix's own.
  List<IpPrefix> networks() {
    List<IpPrefix> networks = new ArrayList<>();
    Optional<PostfixMain.Parameter> parameter = main.parameter("mynetworks");
    parameter.ifPresent(found -> draft.ledger().carried(found.lines()));
    for (String item : main.items("mynetworks")) {
      String text = item.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
      Optional<IpPrefix> network = IpPrefix.parse(text);
      if (network.isPresent()) {
        networks.add(network.get());
        draft.item(
            Tables.ROUTING,
            "relay-from",
            Toml.text(network.get().toString()),
            parameter.get().line().place() + ": mynetworks");
      } else {
        draft.leftOut("mynetworks " + item, "only networks are taken", "", parameter.get().lines());
      }
    }
    return networks;
  }
}
