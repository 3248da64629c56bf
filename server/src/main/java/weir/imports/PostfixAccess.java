package weir.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.config.KeyPath;
import weir.former.AccessAction;
import weir.former.DottedPrefix;
import weir.former.PostfixKeys;
import weir.former.PostfixTable;
import weir.former.PostfixTable.Entry;
import weir.former.PostfixTable.Kind;
import weir.listfile.ListFile;
import weir.listfile.ReadAs;
import weir.mail.Domain;

/// Access tables of Postfix become lists of ours: one for what is refused, one for what is put off,
/// one for what is let in.
///
/// In a table of Postfix the most specific key or the first pattern wins, in a list of ours the
/// last line: so the general comes first, and patterns stand in the other order. `DUNNO` becomes an
/// exception.
final class PostfixAccess {
  private static final KeyPath CLIENTS = KeyPath.of("checks", "access");

  private final Draft draft;

  PostfixAccess(Draft draft) {
    this.draft = draft;
  }

  void add(String restriction, PostfixTable table, boolean onlyWarn) {
    draft.read(table.file());
    if (!table.unread().isEmpty()) {
      draft.leftOut(
          "lines of " + table.file().name() + " that are no simple entry",
          "flags, `if` and `!` of patterns, and what cannot be matched in linear time, are not taken over",
          "Write them as rules: the manual's rules.md",
          table.unread());
    }
    List<Entry> dots =
        table.entries().stream().filter(entry -> isNeverAsked(entry, table)).toList();
    if (!dots.isEmpty()) {
      draft.trap(
          "keys that begin with a dot in " + table.file().name(),
          "as shipped Postfix never looks them up: there `example.com` means what lies below it, too",
          "If parent_domain_matches_subdomains was changed, write them into a list",
          dots.stream().map(Entry::line).toList());
    }
    List<Entry> entries =
        table.entries().stream().filter(entry -> !isNeverAsked(entry, table)).toList();
    PostfixTable asked = new PostfixTable(table.file(), table.kind(), entries, List.of());
    if (restriction.equals("check_client_access")) {
      clients(asked, onlyWarn);
    } else {
      names(check(restriction), asked, onlyWarn);
    }
  }

  private static boolean isNeverAsked(Entry entry, PostfixTable table) {
    return table.kind() == Kind.INDEXED && entry.key().startsWith(".");
  }

  private static KeyPath check(String restriction) {
    return switch (restriction) {
      case "check_helo_access" -> ListCopy.HELO;
      case "check_sender_access" -> ListCopy.SENDERS;
      default -> ListCopy.RECIPIENTS;
    };
  }

  /// Lists in the making, by what they lead to.
  private enum Use {
    BLOCK("block", ""),
    LATER("block", Toml.DEFER),
    ALLOW("allow", "");

    final String key;
    final String then;

    Use(String key, String then) {
      this.key = key;
      this.then = then;
    }
  }

  private void names(KeyPath check, PostfixTable table, boolean onlyWarn) {
    boolean names = check.equals(ListCopy.HELO);
    Map<Use, Draft.ListText> lists = new LinkedHashMap<>();
    List<Entry> sorted = new ArrayList<>(table.entries());
    if (table.kind() == Kind.INDEXED) {
      sorted.sort(Comparator.comparingInt(PostfixAccess::specific));
    } else {
      sorted = sorted.reversed();
    }
    for (Entry entry : sorted) {
      List<String> ours = ours(entry, table.kind(), names);
      Optional<Use> use = use(entry);
      boolean valid =
          ours.stream()
              .allMatch(line ->
                  ListFile.of(
                          List.of(line),
                          names ? weir.listfile.Kind.NAMES : weir.listfile.Kind.SENDERS,
                          ReadAs.PLAIN)
                      .mistakes()
                      .isEmpty());
      if (entry.key().equals("<>")) {
        draft.trap(
            "the null sender <> in " + table.file().name(),
            "bounces have it, and must not be refused (RFC 2505 section 2.6.1)",
            "",
            List.of(entry.line()));
      } else if (use.isEmpty()
          && !(AccessAction.read(entry.result()) instanceof AccessAction.Dunno)) {
        draft.leftOut(
            "actions of access tables such as " + entry.result().split("\\s")[0],
            "Weir's lists refuse or let in",
            "Postfix behind Weir can go on doing it",
            List.of(entry.line()));
      } else if (ours.isEmpty() || !valid) {
        draft.leftOut(
            "the key " + entry.key() + " of " + table.file().name(),
            "no list of ours has such",
            "",
            List.of(entry.line()));
      } else if (use.isEmpty()) {
        lists
            .values()
            .forEach(list -> ours.forEach(line -> draft.line(list, "!" + line, entry.line())));
        draft.ledger().carried(entry.line());
      } else {
        Draft.ListText list = lists.computeIfAbsent(use.get(), some -> list(table, some));
        String text = text(entry);
        ours.forEach(line -> draft.line(list, line + text, entry.line()));
      }
    }
    lists.forEach(
        (use, list) -> draft.item(check, use.key, item(list, use, onlyWarn), table.file().name()));
  }

  private Draft.ListText list(PostfixTable table, Use use) {
    return draft.list("lists/" + table.file().name() + "-" + use.name().toLowerCase(Locale.ROOT));
  }

  private static String item(Draft.ListText list, Use use, boolean onlyWarn) {
    String then = onlyWarn ? "{observe = true}" : use.then;
    return "{file = " + Toml.text(list.name()) + (then.isEmpty() ? "" : ", then = " + then) + "}";
  }

  /// `user@` < domain < address, as Postfix looks them up from the other end.
  private static int specific(Entry entry) {
    String key = entry.key();
    boolean whole = key.contains("@") && !key.endsWith("@");
    return whole ? Integer.MAX_VALUE : key.endsWith("@") ? 0 : 1 + key.split("[.]").length;
  }

  private static List<String> ours(Entry entry, Kind kind, boolean names) {
    String key = entry.key();
    if (kind == Kind.PATTERNS) {
      return List.of("regex:" + entry.ours());
    }
    if (kind == Kind.CIDR) {
      return List.of();
    }
    if (key.contains("@")) {
      return List.of(key);
    }
    return names ? List.of(key, "." + key) : List.of("suffix:" + key);
  }

  private static Optional<Use> use(Entry entry) {
    return switch (AccessAction.read(entry.result())) {
      case AccessAction.Ok() -> Optional.of(Use.ALLOW);
      case AccessAction.Refuse(var forGood, var _) -> Optional.of(forGood ? Use.BLOCK : Use.LATER);
      case AccessAction.Dunno(), AccessAction.Other _ -> Optional.empty();
    };
  }

  /// What the client is told, behind a tab.
  private static String text(Entry entry) {
    String text =
        AccessAction.read(entry.result()) instanceof AccessAction.Refuse(var _, var said)
            ? said
            : "";
    boolean plain = text.length() <= 200 && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return text.isBlank() || !plain ? "" : "\t" + text.strip();
  }

  /// Networks go to `[checks.access]`; names of clients wait for rules of names.
  private void clients(PostfixTable table, boolean onlyWarn) {
    for (Entry entry : table.entries()) {
      var network = DottedPrefix.of(entry.key());
      Optional<Use> use = use(entry).filter(_ -> table.kind() != Kind.PATTERNS);
      if (network.isPresent() && use.isPresent() && !onlyWarn) {
        draft.item(CLIENTS, use.get().key, Toml.text(network.get().toString()), entry.line());
        said(use.get(), entry);
      } else if (AccessAction.read(entry.result()) instanceof AccessAction.Dunno) {
        draft.ledger().carried(entry.line());
      } else if (isNameless(entry, table)) {
        nameless(entry, onlyWarn);
      } else if (isName(entry, table)
          && AccessAction.read(entry.result()) instanceof AccessAction.Refuse(var forGood, var said)
          && !onlyWarn) {
        below(entry.key())
            .forEach(name -> new NameRules(draft).refuse(name, forGood, said, entry.line()));
      } else {
        draft.leftOut(
            "clients by name that are let in, or with another action, in " + table.file().name(),
            "`[checks.access]` has networks that are let in or kept out",
            "A rule of your own may do: the manual's rules.md",
            List.of(entry.line()));
      }
    }
  }

  private static boolean isNameless(Entry entry, PostfixTable table) {
    return table.kind() == Kind.INDEXED && entry.key().equals(PostfixKeys.NAMELESS);
  }

  /// `unknown` is no name of a host, but what Postfix calls those without one.
  private void nameless(Entry entry, boolean onlyWarn) {
    if (AccessAction.read(entry.result()) instanceof AccessAction.Refuse(var forGood, var said)) {
      String then = onlyWarn ? "{observe = true}" : forGood ? Toml.REJECT : Toml.DEFER;
      new NamelessClients(draft).withoutConfirmedName(then, entry.line());
      draft.changed(
          "the client name \"unknown\"",
          "so Postfix calls clients without a name, or with one that does not lead back; that is `[checks.fcrdns]` here, "
              + (said.isBlank()
                  ? "and DNS that fails refuses nobody"
                  : "without your text, and DNS that fails refuses nobody"),
          "",
          List.of(entry.line()));
    } else {
      draft.leftOut(
          "the client name \"unknown\" that is let in, or with another action",
          "so Postfix calls clients without a name, or with one that does not lead back",
          "`[checks.fcrdns]` says what they come to",
          List.of(entry.line()));
    }
  }

  private static boolean isName(Entry entry, PostfixTable table) {
    return table.kind() == Kind.INDEXED && Domain.parse(entry.key()).isPresent();
  }

  /// A name means those below it, too.
  private static List<String> below(String key) {
    return List.of(key, "." + key);
  }

  private void said(Use use, Entry entry) {
    switch (use) {
      case BLOCK -> {}
      case LATER ->
          draft.changed(
              "clients put off with 4xx",
              "`[checks.access]` refuses for good",
              "",
              List.of(entry.line()));
      case ALLOW ->
          draft.changed(
              "clients let in",
              "an OK ended one list of restrictions; here they are spared by all checks, though they may not relay",
              "`checks.access.address-allowed` can spare them from less",
              List.of(entry.line()));
    }
  }
}
