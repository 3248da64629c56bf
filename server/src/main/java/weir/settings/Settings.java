package weir.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.agents.AgentSettings;
import weir.checks.CheckSettings;
import weir.complaints.ComplaintSettings;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Endpoint;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.directory.DirectorySettings;
import weir.directory.HostSettings;
import weir.enforcement.EnforcementSettings;
import weir.evidence.EvidenceSettings;
import weir.gateway.DialogLimits;
import weir.gateway.ListenerSettings;
import weir.gateway.header.MarkingSettings;
import weir.held.HeldSettings;
import weir.limits.OutboundSettings;
import weir.lists.ListsSettings;
import weir.login.LoginSettings;
import weir.lookup.LookupSettings;
import weir.mail.Domain;
import weir.nexthop.CallForwardSettings;
import weir.nexthop.HopSettings;
import weir.notices.NoticeSettings;
import weir.onhost.ControlSettings;
import weir.passages.PassageSettings;
import weir.policy.Policies;
import weir.policy.PolicyNames;
import weir.policy.PolicyOverlay;
import weir.policy.PolicySettings;
import weir.policy.PolicyTables;
import weir.policy.RoleSettings;
import weir.policy.RuleSettings;
import weir.queues.QueueSettings;
import weir.resolver.ResolverSettings;
import weir.responder.ResponseSettings;
import weir.routing.DomainSettings;
import weir.routing.MapNames;
import weir.routing.RoutingSettings;
import weir.segments.JournalSettings;
import weir.sources.LogSettings;
import weir.sources.WatchedQueueSettings;
import weir.tls.TlsFiles;
import weir.tracekeys.TraceSettings;
import weir.verdict.Role;
import weir.wire.WireSettings;

/// The whole configuration file. Every table is the settings record of the package that uses it.
public record Settings(
    @Doc("What we call ourselves in greeting, EHLO and Received: a name that leads to us in DNS.")
        Domain hostName,
    @Doc("Folder for state, the socket of the command line, and messages on their way through.")
        @Default("var")
        Path folder,
    @Doc("Address of a page that explains refusals; told to those who are refused.")
        Optional<String> page,
    @Doc("Where /metrics and /health answer; nowhere when not set.") Optional<Endpoint> metrics,
    @Doc("Where we listen, each with a name.") Map<String, ListenerSettings> listeners,
    @Doc("Next hops: where mail goes, each with a name.") Map<String, HopSettings> hops,
    @Doc("How next hops are asked whether a recipient exists.") CallForwardSettings callForward,
    @Doc("Our domains.") Map<Domain, DomainSettings> domains,
    @Doc("What holds for mail in general.") RoutingSettings routing,
    Optional<LookupSettings> lookup,
    @Doc("Certificate and key.") Optional<TlsFiles> tls,
    @Doc("Who may log in.") Optional<LoginSettings> login,
    @Doc("Name servers.") ResolverSettings dns,
    @Doc("The checks.") CheckSettings checks,
    @Doc("The health of DNS lists.") ListsSettings lists,
    @Doc("How findings are weighed.") PolicySettings policy,
    @Doc("Policies that differ from [policy], for domains and recipients that choose them.")
        Map<String, PolicyOverlay> policies,
    @Doc("The policy of each role.") RoleSettings roles,
    @Doc("Rules of your own.") Map<String, RuleSettings> rules,
    @Doc("What our header fields say.") MarkingSettings marking,
    @Doc("What is written down.") JournalSettings journal,
    @Doc("How complaints are traced back.") TraceSettings trace,
    @Doc("Messages that are kept here.") HeldSettings held,
    @Doc("What is remembered of outgoing messages.") PassageSettings passages,
    @Doc("Logs of mail servers that are followed, each with a name.") Map<String, LogSettings> logs,
    @Doc("Queues of mail servers that are looked through, each with a name that no log has.")
        Map<String, WatchedQueueSettings> watchedQueues,
    @Doc("Where complaints are taken from, each with a name.")
        Map<String, ComplaintSettings> complaints,
    OutboundSettings outbound,
    EvidenceSettings evidence,
    ResponseSettings responses,
    @Doc("Places where responses take effect, each with a name.")
        Map<String, EnforcementSettings> enforcement,
    @Doc("Who is told what happens, each with a name.") Map<String, NoticeSettings> notices,
    AgentSettings agents,
    Optional<ControlSettings> control,
    QueueSettings queue,
    @Doc("Whose a login, a uid, a site or a network is.") DirectorySettings directory,
    @Doc("The provider's own machines, each by its name.") Map<String, HostSettings> hosts,
    @Doc("Limits, each with what happens at it.") DialogLimits limits,
    @Doc("Time limits of every connection.") WireSettings wire)
    implements Checked {
  private static final KeyPath LISTENERS = KeyPath.of("listeners");
  private static final KeyPath HOPS = KeyPath.of("hops");

  /// What a map may name.
  public MapNames mapNames() {
    return new MapNames(hops.keySet(), Policies.choosable(policies.keySet()));
  }

  /// The tables that policies are made of.
  public PolicyTables policyTables() {
    return new PolicyTables(policy, policies, roles, rules);
  }

  /// Whether it takes no mail itself and decides for others: gateways are agents of it.
  public boolean isControl() {
    return listeners.isEmpty() && agents.address().isPresent();
  }

  @Override
  public void check(Problems problems) {
    PolicyNames.check(checks, policyTables(), problems);
    addresses(problems);
    pace(problems);
    sources(problems);
    ControlOnly.check(this, problems);
    listeners.forEach((name, listener) -> listener(LISTENERS.key(name), listener, problems));
    domains.forEach(
        (name, domain) -> domain(KeyPath.of("domains").key(name.name()), domain, problems));
    notices.forEach((name, each) -> notice(KeyPath.of("notices").key(name), each, problems));
    routing
        .onwardHop()
        .ifPresent(hop -> hop(KeyPath.of("routing").key("onward-hop"), hop, problems));
  }

  /// A throttle that asks for more than the policy grants would let clients through too early.
  private void pace(Problems problems) {
    KeyPath wait = KeyPath.of("checks").key("throttle").key("longest-wait");
    if (checks.throttle().longestWait().compareTo(policy.longestDelay()) > 0
        && problems.isKnown(wait)) {
      problems.add(wait, "is longer than longest-delay under [policy], which bounds every reply");
    }
  }

  /// What a source has told is known by its name.
  private void sources(Problems problems) {
    watchedQueues.keySet().stream()
        .filter(logs::containsKey)
        .forEach(name ->
            problems.add(
                KeyPath.of("watched-queues").key(name),
                "a log has the same name: what either told would be taken for the other's"));
  }

  private void addresses(Problems problems) {
    Map<KeyPath, Endpoint> all = new LinkedHashMap<>();
    metrics.ifPresent(at -> all.put(KeyPath.of("metrics"), at));
    listeners.forEach(
        (name, listener) -> all.put(LISTENERS.key(name).key("address"), listener.address()));
    Collisions collisions = new Collisions();
    all.forEach((key, at) -> {
      if (problems.isKnown(key)) {
        collisions.add(key, at);
      }
    });
    collisions.report(problems);
  }

  private void listener(KeyPath at, ListenerSettings listener, Problems problems) {
    if (listener.tls() == ListenerSettings.Tls.IMPLICIT
        && tls.isEmpty()
        && problems.isKnown("tls")) {
      problems.add(at.key("tls"), "needs a certificate: set [tls] certificate and key");
    }
    if (listener.role() == Role.SUBMISSION && login.isEmpty() && problems.isKnown("login")) {
      problems.add(at.key("role"), "submission needs logins: set [login] passwords or dovecot");
    }
  }

  private void domain(KeyPath at, DomainSettings domain, Problems problems) {
    hop(at.key("hop"), domain.hop(), problems);
    if (routing.onwardHop().filter(domain.hop()::equals).isPresent()
        && trustsBlindly(domain.hop(), problems)) {
      problems.add(
          at.key("hop"),
          "\"%s\" sends on whatever comes from us (trusts-us) and gets the mail of customers too: what"
                  .formatted(domain.hop())
              + " strangers send needs a hop of its own, or identity = \"xclient\"");
    }
    Set<String> named = problems.names(KeyPath.of("policies"));
    if (!domain.policy().equals(Policies.DEFAULT) && !named.contains(domain.policy())) {
      problems.undefined(at.key("policy"), "policy", domain.policy(), named);
    }
  }

  private boolean trustsBlindly(String hop, Problems problems) {
    return hops.get(hop) instanceof HopSettings.Smtp smtp
        && smtp.trustsUs()
        && smtp.identity() != HopSettings.Identity.XCLIENT
        && problems.isKnown(HOPS.key(hop).key("identity"));
  }

  private static void notice(KeyPath at, NoticeSettings notice, Problems problems) {
    if (notice instanceof NoticeSettings.Mail mail) {
      mail.hop().ifPresent(hop -> hop(at.key("hop"), hop, problems));
    }
  }

  private static void hop(KeyPath at, String hop, Problems problems) {
    Set<String> named = problems.names(HOPS);
    if (!named.contains(hop)) {
      problems.undefined(at, "hop", hop, named);
    }
  }
}
