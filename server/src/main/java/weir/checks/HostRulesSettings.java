package weir.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.check.ActingStage;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.hostrules.Remark;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Rules about clients in the files of tcpserver and of tcp_wrappers, with the precedence of the originals. They refuse, and set attributes: who may relay, whom DNS lists spare, how large a message may be, when to slow down.")
public record HostRulesSettings(
    @Doc("Whether the files below are looked at.") @Default("true") boolean enabled,
    @Doc(
            "When a denied client is refused. At `rcpt` postmaster can still be reached; at `connect` a client is gone at once. Attributes hold from the start, or where they hang on a name from MAIL on.")
        @Default("rcpt")
        Stage at,
    @Doc("A file of tcprules, the source and not the compiled cdb.") @MustRead
        Optional<Path> tcprules,
    @Doc("The hosts.allow of tcp_wrappers. It and `hosts-deny` are asked before `tcprules`.")
        @MustRead
        Optional<Path> hostsAllow,
    @Doc("The hosts.deny of tcp_wrappers.") @MustRead Optional<Path> hostsDeny,
    @Doc("Under which name hosts.allow and hosts.deny know us.") @Default("smtpd") String daemon,
    @Doc(
            "Whether a rule that allows spares a client from the checks. To the old programs it only meant that the client might connect, and many files end in a rule that allows everybody.")
        @Default("false")
        boolean allowExempts,
    @Doc("A rule lets the client in, and `allow-exempts` is set.") @Default("{exempt = ['all']}")
        Action hostAllowed,
    @Doc("A rule keeps the client out.") @Default("{reject = true}") Action hostDenied,
    @Doc("A rule has a text for the client and refuses it for good (RBLSMTPD with `-`).")
        @Default("{reject = true}")
        Action refusedByRule,
    @Doc("A rule has a text for the client and refuses it for now (RBLSMTPD).")
        @Default("{defer = true}")
        Action deferredByRule,
    @Doc("A rule sets attributes for the client.") @Default("{observe = true}")
        Action attributesSet,
    @Doc("What follows when the decision hangs on the client's name and DNS did not tell it.")
        @Default("open")
        WhenUnknown unknown)
    implements CheckTable, Checked {
  private static final KeyPath TCPRULES = KeyPath.of("tcprules");
  private static final KeyPath HOSTS_ALLOW = KeyPath.of("hosts-allow");
  private static final KeyPath HOSTS_DENY = KeyPath.of("hosts-deny");

  public HostRulesSettings {
    ActingStage.within(at, Stage.CONNECT, Stage.RCPT);
    if (daemon.isBlank()) {
      throw new IllegalArgumentException("daemon is a name such as \"smtpd\" or \"tcp-env\"");
    }
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        HostRulesCheck.HOST_ALLOWED.id(), hostAllowed,
        HostRulesCheck.HOST_DENIED.id(), hostDenied,
        HostRulesCheck.REFUSED_BY_RULE.id(), refusedByRule,
        HostRulesCheck.DEFERRED_BY_RULE.id(), deferredByRule,
        HostRulesCheck.ATTRIBUTES_SET.id(), attributesSet);
  }

  @Override
  public void check(Problems problems) {
    Optional<Path> rules = tcprules.filter(_ -> problems.isKnown(TCPRULES));
    Optional<Path> allow = hostsAllow.filter(_ -> problems.isKnown(HOSTS_ALLOW));
    Optional<Path> deny = hostsDeny.filter(_ -> problems.isKnown(HOSTS_DENY));
    HostRuleFiles files = HostRuleFiles.read(rules, allow, deny);
    List<Remark> access = files.access().remarks();
    report(files.tcprules().remarks(), TCPRULES, problems);
    allow.ifPresent(file -> report(of(file, access), HOSTS_ALLOW, problems));
    deny.ifPresent(file -> report(of(file, access), HOSTS_DENY, problems));
  }

  /// What is to be said of the files without being a mistake, each with file and line.
  public List<String> remarks() {
    return HostRuleFiles.read(this).remarks().stream()
        .filter(each -> each.kind() != Remark.Kind.MISTAKE)
        .map(Remark::toString)
        .toList();
  }

  private static List<Remark> of(Path file, List<Remark> remarks) {
    return remarks.stream().filter(each -> each.file().equals(file.toString())).toList();
  }

  private static void report(List<Remark> remarks, KeyPath key, Problems problems) {
    remarks.stream()
        .filter(each -> each.kind() == Remark.Kind.MISTAKE)
        .limit(PrefixFile.MOST_MISTAKES)
        .forEach(each -> problems.add(key, each.toString()));
  }
}
