package weir.imports;

import java.util.List;
import java.util.Locale;
import weir.former.OldLine;

/// Rules about clients by their names, in the words of tcprules, for `[checks.host-rules]`.
final class NameRules {
  /// The file where no old one is carried over.
  static final String FILE = "tcp.smtp";

  private final Draft draft;

  NameRules(Draft draft) {
    this.draft = draft;
  }

  /// `relaydomains`: clients whose names end so may relay.
  void relay(List<OldLine> lines) {
    for (OldLine line : lines) {
      rule(line.text().strip(), "allow,RELAYCLIENT=\"\"", line);
    }
    if (!lines.isEmpty()) {
      draft.relaying();
      draft.trap(
          "relaydomains by a name that nobody confirmed",
          "whoever has the reverse zone of an address could relay; here the name has to lead back to the address",
          "The rules are in " + file(),
          List.of());
    }
  }

  /// A client of this name, or of one that ends so, is refused.
  ///
  /// @param forGood by 553, else by 451
  /// @param text told to the client
  void refuse(String name, boolean forGood, String text, OldLine line) {
    String said = text.isBlank() ? "We take no mail from you" : text.replace('"', '\'');
    rule(name, "allow,RBLSMTPD=\"" + (forGood ? "-" : "") + said + '"', line);
  }

  private void rule(String name, String instruction, OldLine line) {
    if (name.chars().anyMatch(c -> c <= ' ' || c == ':')) {
      draft.leftOut("\"" + name + "\"", "no host has such a name", "", List.of(line));
      return;
    }
    Draft.ListText rules = draft.list(file());
    draft.line(rules, "=" + name.toLowerCase(Locale.ROOT) + ":" + instruction, line);
    if (!draft.has(TcprulesImport.HOST_RULES, "tcprules")) {
      draft.set(TcprulesImport.HOST_RULES, "tcprules", Toml.text(file()), line);
    }
  }

  /// Only one file of rules is read: that of the old tcpserver where there is one.
  private String file() {
    return draft
        .value(TcprulesImport.HOST_RULES, "tcprules")
        .map(toml -> toml.replace("\"", ""))
        .orElse(FILE);
  }
}
