package weir.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.HostRuleHits;
import weir.check.ReverseNames;
import weir.check.ReverseNames.Reverse;
import weir.hostrules.Client;
import weir.hostrules.Decision;
import weir.hostrules.Environment.BlockLists;
import weir.hostrules.HostName;
import weir.hostrules.Remark;
import weir.hostrules.Rule;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.ReplyStatus;
import weir.verdict.Role;
import weir.verdict.Stage;

/// What do the operator's rules in the manner of tcp_wrappers and tcprules say of this client?
///
/// DNS is asked for the client's name only where a rule wants to know it, and awaited only where
/// the decision hangs on it. A name counts when it leads back to the address.
final class HostRulesCheck implements Check {
  private static final Logger log = LoggerFactory.getLogger(HostRulesCheck.class);

  static final FindingKind HOST_ALLOWED =
      FindingKind.of(
          "host-allowed", "A host rule lets the client in.", "Your host is known here.", "7.1");
  static final FindingKind HOST_DENIED =
      FindingKind.of(
          "host-denied",
          "A host rule keeps the client out.",
          "This site takes no mail from your host, write to its postmaster",
          "7.1");
  static final FindingKind REFUSED_BY_RULE =
      FindingKind.of(
          "refused-by-rule",
          "A host rule has a text for the client and refuses it for good.",
          "This site takes no mail from your host, write to its postmaster",
          "7.1");
  static final FindingKind DEFERRED_BY_RULE =
      FindingKind.of(
          "deferred-by-rule",
          "A host rule has a text for the client and refuses it for now.",
          "This site takes no mail from your host at present, write to its postmaster",
          "7.1");
  static final FindingKind ATTRIBUTES_SET =
      FindingKind.of(
          "attributes-set",
          "A host rule sets attributes for the client.",
          "Your host is known here.",
          "7.1");

  static final CheckType TYPE =
      new CheckType(
          "host-rules",
          Stage.CONNECT,
          List.of(HOST_ALLOWED, HOST_DENIED, REFUSED_BY_RULE, DEFERRED_BY_RULE, ATTRIBUTES_SET));

  /// What rblsmtpd said for a refusal for good.
  private static final ReplyStatus FOR_GOOD = new ReplyStatus(553, REFUSED_BY_RULE.detail());

  private static final HostName NOT_ASKED = new HostName.Unknown(List.of(), "not asked yet");

  private final HostRuleFiles files;
  private final HostRulesSettings settings;
  private final ReverseNames names;
  private final HostRuleAttributes attributes;
  private final HostRuleHits hits;

  /// Says in the log which rules never win.
  ///
  /// @throws IllegalStateException when a file went bad after the configuration was checked
  /// @param names with nothing but exact answers: a neighbour's name is not the client's
  /// @param read when the files were read
  HostRulesCheck(
      HostRulesSettings settings, HostRuleFiles files, ReverseNames names, Instant read) {
    for (Remark each : files.remarks()) {
      switch (each.kind()) {
        case MISTAKE -> throw new IllegalStateException(each.toString());
        case WITHOUT_EFFECT -> log.warn("{}", each);
        case NOTE -> log.info("{}", each);
      }
    }
    this.settings = settings;
    this.files = files;
    this.names = names;
    this.attributes = HostRuleAttributes.of(files);
    this.hits = new HostRuleHits(files.rules(), read);
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  /// Also at somebody who relays because a rule here says so.
  @Override
  public boolean looksAt(Facts facts) {
    return !files.isEmpty() && facts.connection().role() == Role.MX && facts.login().isEmpty();
  }

  @Override
  public void prepare(Facts facts) {
    if (decide(clientOf(facts)).isUnsure()) {
      names.prepare(facts.client());
    }
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Client client = clientOf(facts);
    HostRuleDecision decision = decide(client);
    if (decision.isUnsure()) {
      decision = decide(client.withName(nameOf(facts, deadline)));
    }
    // Where the decision hangs on a name that DNS did not tell, no rule has won.
    hits.count(decision.winners());
    return result(decision);
  }

  private static Client clientOf(Facts facts) {
    return Client.of(facts.client(), NOT_ASKED)
        .withUser(facts.connection().user())
        .withServer(facts.connection().local());
  }

  private HostRuleDecision decide(Client client) {
    return new HostRuleDecision(
        files.access().decide(settings.daemon(), client), files.tcprules().decide(client));
  }

  private HostName nameOf(Facts facts, Instant deadline) {
    return switch (names.look(facts.client(), deadline)) {
      case Reverse.Confirmed(var name, var _) -> new HostName.Confirmed(name);
      case Reverse.NotConfirmed(var _) -> new HostName.Paranoid(List.of());
      case Reverse.NoName(var _) -> new HostName.None();
      case Reverse.Failed(var cause, var _) -> new HostName.Unknown(List.of(), cause);
    };
  }

  private CheckResult result(HostRuleDecision decision) {
    if (decision.denied().isPresent()) {
      List<Evidence> why = evidence(List.of(decision.denied().get()));
      return CheckResult.found(new Finding(HOST_DENIED, "", HOST_DENIED.remedy(), why));
    }
    List<Evidence> evidence = evidence(decision.both());
    if (decision.cause().isPresent()) {
      return new CheckResult.Unknown(decision.cause().get(), evidence);
    }
    List<Finding> findings = new ArrayList<>(2);
    for (Rule rule : decision.winners()) {
      refusal(rule, evidence).ifPresent(findings::add);
    }
    if (settings.allowExempts() && decision.letsIn()) {
      findings.add(new Finding(HOST_ALLOWED, "", HOST_ALLOWED.remedy(), evidence));
    }
    Attributes set = attributes.of(decision.winners());
    if (!set.equals(Attributes.NONE)) {
      List<Evidence> all = new ArrayList<>(evidence);
      all.addAll(set.evidence());
      findings.add(new Finding(ATTRIBUTES_SET, "", ATTRIBUTES_SET.remedy(), all));
    }
    return findings.isEmpty()
        ? new CheckResult.Clear(evidence, List.of())
        : new CheckResult.Found(findings, List.of());
  }

  /// RBLSMTPD with a text: the rule itself refuses, in the class that rblsmtpd chose.
  private static Optional<Finding> refusal(Rule rule, List<Evidence> evidence) {
    return switch (rule.environment().blockLists()) {
      case BlockLists.Asked(), BlockLists.Spared() -> Optional.empty();
      case BlockLists.Refused(var forGood, var text) -> {
        FindingKind kind = forGood ? REFUSED_BY_RULE : DEFERRED_BY_RULE;
        Finding finding = new Finding(kind, "", text.isBlank() ? kind.remedy() : text, evidence);
        yield Optional.of(forGood ? finding.with(FOR_GOOD) : finding);
      }
    };
  }

  /// The rules that won, or might, each with its place: [HostRuleAttributes] finds them by it.
  private static List<Evidence> evidence(List<Decision> decisions) {
    List<Evidence> evidence = new ArrayList<>(3 * decisions.size());
    for (Decision each : decisions) {
      switch (each) {
        case Decision.Allowed(var rule, var why) -> add(evidence, rule, why);
        case Decision.Denied(var rule, var why) -> add(evidence, rule, why);
        case Decision.CouldNotTell(var _, var rules) ->
            rules.forEach(rule -> add(evidence, rule, "might win"));
        case Decision.NoRule() -> {}
      }
    }
    return evidence;
  }

  private static void add(List<Evidence> evidence, Rule rule, String why) {
    evidence.add(new Evidence(HostRuleAttributes.RULE, rule.place()));
    evidence.add(new Evidence("its text", rule.shown()));
    evidence.add(new Evidence("why this one", why));
  }

  @Override
  public Optional<HostRuleHits> hits() {
    return files.isEmpty() ? Optional.empty() : Optional.of(hits);
  }

  @Override
  public boolean setsAttributes() {
    return attributes.any();
  }

  @Override
  public Attributes attributes(CheckResult seen) {
    return attributes.of(seen);
  }

  @Override
  public Attributes attributesAtOnce(Facts facts) {
    HostRuleDecision decision = decide(clientOf(facts));
    return decision.isUnsure() || decision.denied().isPresent()
        ? Attributes.NONE
        : attributes.of(decision.winners());
  }
}
