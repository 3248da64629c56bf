package weir.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.config.KeyPath;
import weir.former.OldLine;
import weir.former.PostfixMain;
import weir.former.PostfixSystem;
import weir.former.PostfixTable;
import weir.former.PostfixZone;

/// `smtpd_*_restrictions` become settings of checks, rules and lists.
final class PostfixRestrictions {
  private static final KeyPath HELO = KeyPath.of("checks", "helo");
  private static final KeyPath PIPELINING = KeyPath.of("checks", "pipelining");

  private final Draft draft;
  private final PostfixMain main;
  private final PostfixAccess access;

  PostfixRestrictions(Draft draft, PostfixMain main) {
    this.draft = draft;
    this.main = main;
    this.access = new PostfixAccess(draft);
  }

  void write() throws IOException {
    for (String name : PostfixMain.RESTRICTION_LISTS) {
      Optional<PostfixMain.Parameter> parameter = main.parameter(name);
      if (parameter.isPresent()) {
        draft.ledger().carried(parameter.get().lines());
        restrictions(main.items(name), parameter.get().lines());
      }
    }
    draft.changed(
        "the order of restrictions",
        "Postfix goes through a list until one restriction says yes or no; Weir asks all checks, takes away what a yes exempts from, and the strongest refusal wins. All of it acts at RCPT, and postmaster is spared",
        "",
        List.of());
  }

  private void restrictions(List<String> items, List<OldLine> lines) throws IOException {
    boolean onlyWarn = false;
    for (int i = 0; i < items.size(); i++) {
      String name = items.get(i);
      if (name.equals("warn_if_reject")) {
        onlyWarn = true;
        continue;
      }
      boolean valued = i + 1 < items.size() && PostfixSystem.takesValue(name);
      String value = valued ? items.get(++i) : "";
      OldLine line = at(valued ? value : name, lines);
      if (valued) {
        valued(name, value, line, onlyWarn);
      } else {
        plain(name, line, onlyWarn);
      }
      onlyWarn = false;
    }
  }

  /// The line that a word stands on.
  private static OldLine at(String word, List<OldLine> lines) {
    return lines.stream()
        .filter(line -> line.text().contains(word))
        .findFirst()
        .orElse(lines.getFirst());
  }

  private static String reject(boolean onlyWarn) {
    return onlyWarn ? "{observe = true}" : Toml.REJECT;
  }

  /// What Postfix answers with 450.
  private static String defer(boolean onlyWarn) {
    return onlyWarn ? "{observe = true}" : Toml.DEFER;
  }

  private void plain(String name, OldLine line, boolean onlyWarn) {
    switch (name) {
      case "permit_mynetworks",
          "reject_unauth_destination",
          "defer_unauth_destination",
          "reject_unlisted_recipient",
          "reject_unknown_recipient_domain",
          "reject_non_fqdn_recipient",
          "permit" -> {} // so it is in Weir whatever one sets
      case "permit_sasl_authenticated" ->
          draft.leftOut(
              name,
              "logins are Weir's own",
              "A listener of role submission and `[login]`, or leave submission with Postfix",
              List.of());
      case "reject_unknown_reverse_client_hostname" ->
          new NamelessClients(draft).withoutName(defer(onlyWarn), line);
      case "reject_unknown_client_hostname", "reject_unknown_client" ->
          new NamelessClients(draft).withoutConfirmedName(defer(onlyWarn), line);
      case "reject_invalid_helo_hostname", "reject_invalid_hostname" ->
          draft.set(HELO, "helo-syntax", reject(onlyWarn), line);
      case "reject_non_fqdn_helo_hostname", "reject_non_fqdn_hostname" ->
          draft.set(HELO, "helo-unqualified", reject(onlyWarn), line);
      case "reject_unknown_helo_hostname", "reject_unknown_hostname" ->
          draft.set(HELO, "helo-unknown", defer(onlyWarn), line);
      case "reject_non_fqdn_sender" ->
          rule(
              "sender-not-qualified",
              "role == \"mx\" && sender != \"\" && !sender_domain.contains(\".\")",
              "sender",
              line,
              onlyWarn);
      case "reject_unknown_sender_domain" -> {
        draft.set(Tables.SENDER_DOMAIN, "sender-domain-missing", defer(onlyWarn), line);
        draft.set(Tables.SENDER_DOMAIN, "unknown", Toml.text(onlyWarn ? "open" : "defer"), line);
      }
      case "reject_sender_login_mismatch",
          "reject_authenticated_sender_login_mismatch",
          "reject_known_sender_login_mismatch" ->
          draft.leftOut(
              name,
              "logins are Weir's own",
              "`[checks.sender-login]` wants the sender to belong to who logged in",
              List.of(line));
      case "reject_unauth_pipelining" ->
          draft.set(PIPELINING, "unauthorized-pipelining", reject(onlyWarn), line);
      default ->
          draft.leftOut(
              "restriction " + name,
              "Weir has no such check",
              "A rule of your own may do: the manual's rules.md",
              List.of(line));
    }
  }

  private void rule(String name, String when, String what, OldLine line, boolean onlyWarn) {
    KeyPath rule = KeyPath.of("rules", name);
    draft.set(rule, "when", Toml.text(when), line);
    draft.set(rule, "then", reject(onlyWarn), line);
    draft.set(rule, "says", Toml.text("Your " + what + " needs a full domain name"), line);
  }

  private void valued(String name, String value, OldLine line, boolean onlyWarn)
      throws IOException {
    switch (name) {
      case "reject_rbl_client" -> zone(value, line, onlyWarn);
      case "check_client_access",
          "check_helo_access",
          "check_sender_access",
          "check_recipient_access" ->
          table(name, value, line, onlyWarn);
      case "permit_dnswl_client" -> allowList(value, line);
      case "reject_rhsbl_sender" -> names(value, "sender", line, onlyWarn);
      case "reject_rhsbl_helo" -> names(value, "helo", line, onlyWarn);
      case "reject_rhsbl_client", "reject_rhsbl_reverse_client" ->
          names(value, "reverse-name", line, onlyWarn);
      case "check_policy_service" ->
          draft.leftOut(
              name + " " + value,
              "Weir asks no policy services",
              "For greylisting: `checks.greylist.enabled = true`",
              List.of(line));
      default ->
          draft.leftOut(name + " " + value, "Weir has no such check here", "", List.of(line));
    }
  }

  private void zone(String value, OldLine line, boolean onlyWarn) {
    Optional<PostfixZone> zone = PostfixZone.read(value);
    if (zone.isEmpty()) {
      draft.leftOut(
          "reject_rbl_client " + value,
          "only the last number of an answer may be a set",
          "",
          List.of(line));
      return;
    }
    List<String> more = new ArrayList<>(List.of("listed = " + reject(onlyWarn)));
    new BlockLists(draft).add(zone.get().zone(), zone.get().codes(), more, line);
  }

  private void names(String value, String which, OldLine line, boolean onlyWarn) {
    PostfixZone.read(value)
        .ifPresentOrElse(
            zone ->
                new BlockLists(draft)
                    .names(zone.zone(), zone.codes(), which, reject(onlyWarn), line),
            () ->
                draft.leftOut(
                    "list of names " + value,
                    "only the last number of an answer may be a set",
                    "",
                    List.of(line)));
  }

  private void allowList(String value, OldLine line) {
    Optional<PostfixZone> zone = PostfixZone.read(value);
    zone.ifPresentOrElse(
        found -> new BlockLists(draft).allow(found.zone(), found.codes(), line),
        () ->
            draft.leftOut(
                "permit_dnswl_client " + value,
                "only the last number of an answer may be a set",
                "",
                List.of(line)));
  }

  private void table(String name, String value, OldLine line, boolean onlyWarn) throws IOException {
    Optional<PostfixTable> table = main.table(value);
    if (table.isEmpty()) {
      draft.leftOut(
          name + " " + value,
          "there is no such text beside main.cf, or it is a kind of table without one",
          "Write it as a list: the manual's lists.md",
          List.of(line));
      return;
    }
    access.add(name, table.get(), onlyWarn);
  }
}
