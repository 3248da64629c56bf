package weir.imports;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.hostrules.HostsAccess;
import weir.hostrules.Option;
import weir.hostrules.Remark;
import weir.hostrules.Rule;

/// hosts.allow and hosts.deny are read by `[checks.host-rules]` as they are, line by line.
public final class HostsAccessImport {
  /// Names of programs that are told; those beyond are counted.
  private static final int MOST_NAMES = 10;

  private final Draft draft = new Draft();
  private final HostsAccess rules;
  private final Set<Rule> ours;

  private HostsAccessImport(HostsAccess rules, String daemon) {
    this.rules = rules;
    this.ours = new LinkedHashSet<>(rules.rulesFor(daemon));
  }

  /// @param daemon under which name the files know the mail server
  /// @param rules both files, as the original reads them
  public static Draft of(OldFile allow, OldFile deny, String daemon, HostsAccess rules) {
    HostsAccessImport hosts = new HostsAccessImport(rules, daemon);
    hosts.file(allow, "hosts-allow");
    hosts.file(deny, "hosts-deny");
    hosts.draft.set(TcprulesImport.HOST_RULES, "daemon", Toml.text(daemon), "--daemon");
    hosts.named(daemon);
    hosts.said();
    Frame.around(hosts.draft, "inner", "none");
    Frame.domain(hosts.draft, "inner");
    return hosts.draft.finished();
  }

  private void file(OldFile file, String key) {
    draft.read(file);
    Set<Integer> others = others(file);
    Set<Integer> broken = broken(file, others);
    draft.copy(file, broken);
    others.stream()
        .filter(number -> !broken.contains(number))
        .map(number -> file.lines().get(number - 1))
        .forEach(line -> draft.ledger().account(line, Ledger.Fate.SAYS_NOTHING));
    draft.set(TcprulesImport.HOST_RULES, key, Toml.text(file.name()), file.name());
  }

  /// Lines that no client of the mail server comes to: they are about other programs.
  private Set<Integer> others(OldFile file) {
    Set<Integer> others = new HashSet<>();
    for (Rule rule : rules.rules()) {
      if (rule.file().equals(file.name()) && !ours.contains(rule)) {
        int number = rule.line();
        others.add(number);
        while (number < file.lines().size() && file.lines().get(number - 1).text().endsWith("\\")) {
          others.add(++number);
        }
      }
    }
    return others;
  }

  private Set<Integer> broken(OldFile file, Set<Integer> others) {
    Set<Integer> broken = new HashSet<>();
    for (Remark remark : rules.remarks()) {
      if (!remark.file().equals(file.name())) {
        continue;
      }
      OldLine line = file.lines().get(remark.line() - 1);
      if (remark.kind() == Remark.Kind.MISTAKE) {
        broken.add(remark.line());
        draft.trap(
            file.ended() || line.number() < file.lines().size()
                ? "a line that keeps everybody out who comes to it"
                : "a last line without an end",
            remark.text(),
            "It is a comment in " + file.name() + ": mend it",
            List.of(line));
      } else if (remark.kind() == Remark.Kind.WITHOUT_EFFECT && !others.contains(remark.line())) {
        draft.yours(
            "a line without effect",
            remark.text(),
            "It stands in " + file.name() + " as before: mend it, or take it out",
            List.of(line));
      }
    }
    return broken;
  }

  private void named(String daemon) {
    if (!rules.names(daemon) && !rules.daemons().isEmpty()) {
      draft.yours(
          "--daemon " + daemon,
          "no line names it"
              + (ours.isEmpty() ? "" : ", so that only those for all programs hold")
              + "; the files name: "
              + first(rules.daemons()),
          "If the mail server has another name there, import again with that one");
    }
  }

  private static String first(List<String> names) {
    int more = names.size() - MOST_NAMES;
    return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private void said() {
    if (ours.stream()
        .flatMap(rule -> rule.options().stream())
        .anyMatch(Option.Twist.class::isInstance)) {
      draft.changed(
          "twist",
          "its command is not run; the client is refused with a reply of ours",
          "",
          List.of());
    }
    if (ours.stream().map(Rule::text).anyMatch(text -> text.contains("PARANOID"))) {
      draft.trap(
          "PARANOID",
          "a look-up that failed made a client PARANOID, and so did a second name that the first look-up did not show; here DNS that fails refuses nobody",
          "",
          List.of());
    }
    if (ours.stream().anyMatch(rule -> !rule.allows())) {
      draft.changed(
          "refusals by tcp_wrappers",
          "it closed without a word; here the client hears why, at RCPT, and postmaster can be reached",
          "",
          List.of());
    }
  }
}
