package weir.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.PostfixMain;
import weir.former.PostfixNetworks;
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
    defaults();
    Draft.ListText table =
        draft.list(
            DomainTable.NAME,
            "Our domains, one a line; the format is in the manual's policy.md, \"A table for a panel\".");
    domains.forEach((domain, line) -> draft.line(table, domain, line));
    draft.set(Tables.ROUTING, "map", Toml.text(DomainTable.NAME), String.join(", ", CLASSES));
    draft.set(Tables.ROUTING, "map-hop", Toml.text(PostfixImport.HOP), "From no old file.");
  }

  /// What Postfix takes as its domains where `main.cf` does not set them.
  private void defaults() throws IOException {
    Optional<PostfixMain.Parameter> host = main.parameter("myhostname");
    if (main.parameter("mydestination").isEmpty() && host.isPresent()) {
      for (String item : main.items("mydestination")) {
        domain(item, host.get().line());
      }
      draft.changed(
          "mydestination",
          "main.cf does not set it, so it is as Postfix has it without: $myhostname, localhost.$mydomain, localhost",
          "",
          List.of());
    }
    if (host.isEmpty() && usesHostName()) {
      draft.yours(
          "the domain of this host itself",
          "mydestination counts $myhostname to them, which main.cf does not set",
          "Add the name that `postconf myhostname` shows to `domains`");
    }
    for (String maps : List.of("virtual_alias_maps", "virtual_mailbox_maps")) {
      Optional<PostfixMain.Parameter> parameter = main.parameter(maps);
      String domains = maps.replace("_maps", "_domains");
      if (parameter.isPresent() && main.parameter(domains).isEmpty()) {
        for (String item : main.items(domains)) {
          table(item, parameter.get().line());
        }
      }
    }
  }

  private boolean usesHostName() {
    return main.parameter("mydestination")
        .map(parameter -> parameter.value().matches(".*\\$[{(]?my(hostname|domain)\\b.*"))
        .orElse(true);
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
    draft.ledger().carried(table.get().file().said());
    List<OldLine> addresses = new ArrayList<>();
    for (PostfixTable.Entry entry : table.get().entries()) {
      if (entry.key().contains("@")) {
        addresses.add(entry.line());
      } else {
        domain(entry.key(), entry.line());
      }
    }
    if (!addresses.isEmpty()) {
      draft.stays("where mail for single addresses goes", addresses);
    }
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

  /// `mynetworks`, in CIDR form: what one `!` keeps out is taken away from what follows it.
  PostfixNetworks networks() throws IOException {
    PostfixNetworks networks = PostfixNetworks.read(main);
    main.parameter("mynetworks")
        .ifPresentOrElse(parameter -> networks(networks, parameter), this::noNetworks);
    return networks;
  }

  private void networks(PostfixNetworks networks, PostfixMain.Parameter parameter) {
    draft.ledger().carried(parameter.lines());
    for (PostfixNetworks.Item item : networks.items()) {
      Optional<PostfixNetworks.Unread> doubt = networks.doubt(item);
      if (doubt.isPresent() && !item.kept()) {
        draft.trap(
            "mynetworks %s behind %s".formatted(item.text(), doubt.get().text()),
            "what is kept out cannot be read, so whom it keeps out could send anywhere",
            "Write those that may relay into `routing.relay-from`",
            parameter.lines());
      } else {
        for (IpPrefix open : networks.open(item)) {
          draft.item(
              Tables.ROUTING,
              "relay-from",
              Toml.text(open.toString()),
              parameter.line().place() + ": mynetworks");
        }
      }
    }
    networks
        .unread()
        .forEach(each ->
            draft.leftOut(
                "mynetworks " + each.text(), "only networks are taken", "", parameter.lines()));
  }

  /// Postfix asks its interfaces then, which no file names.
  private void noNetworks() {
    String style = main.value("mynetworks_style");
    draft.yours(
        "`routing.relay-from`",
        "main.cf has no mynetworks, so Postfix lets %s send anywhere; which those are stands in no file"
            .formatted(
                switch (style) {
                  case "host" -> "its own host";
                  case "class" -> "whole network classes around its addresses";
                  case "subnet" -> "the subnets of its interfaces";
                  default ->
                      "its own host, or with a compatibility_level below 2 the subnets of its interfaces,";
                }),
        "`postconf mynetworks` shows them: write in those that may relay; a comparison knows of 127.0.0.0/8 and ::1 only");
  }
}
