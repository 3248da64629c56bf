package weir.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.hostrules.HostsAccess;
import weir.hostrules.Option;
import weir.hostrules.Remark;
import weir.hostrules.Rule;

/// hosts.allow and hosts.deny are read by `[checks.host-rules]` as they are, line by line.
public final class HostsAccessImport {
  private final Draft draft = new Draft();

  private HostsAccessImport() {}

  /// @param daemon under which name the files know the mail server
  /// @param rules both files, as the original reads them
  public static Draft of(OldFile allow, OldFile deny, String daemon, HostsAccess rules) {
    HostsAccessImport hosts = new HostsAccessImport();
    hosts.file(allow, "hosts-allow", rules);
    hosts.file(deny, "hosts-deny", rules);
    hosts.draft.set(TcprulesImport.HOST_RULES, "daemon", Toml.text(daemon), "--daemon");
    hosts.said(rules);
    Frame.around(hosts.draft, "inner", "none");
    Frame.domain(hosts.draft, "inner");
    return hosts.draft.finished();
  }

  private void file(OldFile file, String key, HostsAccess rules) {
    draft.read(file);
    Set<Integer> broken = broken(file, rules.remarks());
    draft.copy(file, broken);
    draft.set(TcprulesImport.HOST_RULES, key, Toml.text(file.name()), file.name());
  }

  private Set<Integer> broken(OldFile file, List<Remark> remarks) {
    Set<Integer> broken = new HashSet<>();
    for (Remark remark : remarks) {
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
      } else if (remark.kind() == Remark.Kind.WITHOUT_EFFECT) {
        draft.trap("a line without effect", remark.text(), "", List.of(line));
      }
    }
    return broken;
  }

  private void said(HostsAccess rules) {
    if (rules.rules().stream()
        .flatMap(rule -> rule.options().stream())
        .anyMatch(Option.Twist.class::isInstance)) {
      draft.changed(
          "twist",
          "its command is not run; the client is refused with a reply of ours",
          "",
          List.of());
    }
    if (rules.rules().stream().map(Rule::text).anyMatch(text -> text.contains("PARANOID"))) {
      draft.trap(
          "PARANOID",
          "a look-up that failed made a client PARANOID, and so did a second name that the first look-up did not show; here DNS that fails refuses nobody",
          "",
          List.of());
    }
    draft.changed(
        "refusals by tcp_wrappers",
        "it closed without a word; here the client hears why, at RCPT, and postmaster can be reached",
        "",
        List.of());
  }
}
