package weir.former;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.hostrules.Client;
import weir.hostrules.Decision;
import weir.hostrules.Environment;
import weir.hostrules.HostName;
import weir.hostrules.Tcprules;

/// A whole qmail site: tcpserver with its rules, rblsmtpd, qmail-smtpd.
///
/// @param smtpd the qmail-smtpd; without one every client that gets through passes
/// @param lists the chain of rblsmtpd
/// @param paranoid `-p` of tcpserver
public record QmailSystem(
    Optional<Tcprules> rules, boolean paranoid, List<Rblsmtpd> lists, Optional<QmailSmtpd> smtpd)
    implements FormerSystem {

  /// RFC 5782 section 5: every list of addresses has it.
  private static final String TEST_ENTRY = "127.0.0.2";

  public QmailSystem {
    lists = List.copyOf(lists);
  }

  /// Only rules of tcpserver.
  public static QmailSystem ofRules(Tcprules rules, boolean paranoid) {
    return new QmailSystem(Optional.of(rules), paranoid, List.of(), Optional.empty());
  }

  /// Only block lists.
  public static QmailSystem ofLists(RblsmtpdOptions options) {
    return new QmailSystem(
        Optional.empty(), false, List.of(new Rblsmtpd(options, "rblsmtpd")), Optional.empty());
  }

  /// Only lists of the qregex patch.
  public static QmailSystem ofQregex(List<OldFile> files) {
    Map<String, OldFile> control = new HashMap<>();
    files.forEach(file -> control.put(file.name(), file));
    QmailControl lists = new QmailControl(control, List.of());
    return new QmailSystem(
        Optional.empty(), false, List.of(), Optional.of(new QmailSmtpd(lists, Patched.QREGEX)));
  }

  /// All that was found of a site.
  static QmailSystem of(
      QmailControl control, Patched patched, Optional<Tcprules> rules, Optional<RunScript> run) {
    Optional<RunScript.Tcpserver> start = run.flatMap(RunScript::start);
    return new QmailSystem(
        rules,
        start.map(RunScript.Tcpserver::paranoid).orElse(false),
        start.map(RunScript.Tcpserver::lists).orElse(List.of()).stream()
            .map(each -> new Rblsmtpd(each.options(), each.line().place()))
            .toList(),
        Optional.of(new QmailSmtpd(control, patched)));
  }

  @Override
  public OldDecision decide(Attempt attempt, Lookups dns) {
    HostName name = ClientNames.ofTcpserver(attempt.client(), paranoid, dns);
    Client client = Client.of(attempt.client(), name).withUser(attempt.ident());
    Decision decision = rules.map(some -> some.decide(client)).orElse(new Decision.NoRule());
    String place = decision.winner().map(rule -> rule.place()).orElse("no rule of tcpserver");
    return switch (decision) {
      case Decision.Denied _ -> OldDecision.dropped(place);
      case Decision.Allowed(var rule, var _) ->
          letIn(attempt, peer(name, rule.environment()), place, dns);
      case Decision.NoRule(), Decision.CouldNotTell _ ->
          letIn(attempt, peer(name, Environment.NONE), place, dns);
    };
  }

  @Override
  public void tell(CompareSample sample) {
    rules
        .map(Tcprules::rules)
        .orElse(List.of())
        .forEach(rule -> {
          String whom = rule.text().substring(0, Math.max(0, rule.text().indexOf(':')));
          if (!whom.isEmpty()) {
            sample.client(whom, rule.place());
          }
        });
    if (!lists.isEmpty()) {
      sample.client(TEST_ENTRY, "rblsmtpd");
    }
    smtpd.ifPresent(server -> server.tell(sample));
  }

  private static Peer peer(HostName name, Environment environment) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    return new Peer(
        name instanceof HostName.Confirmed(var host) ? Optional.of(host) : Optional.empty(),
        variables);
  }

  private OldDecision letIn(Attempt attempt, Peer peer, String place, Lookups dns) {
    for (Rblsmtpd list : lists) {
      Rblsmtpd.Answer answer = list.ask(attempt.client(), peer.variable("RBLSMTPD"), dns);
      if (answer.reply().isPresent()) {
        boolean byRule = answer.because().equals("RBLSMTPD");
        return OldDecision.refusal(answer.reply().get(), byRule ? place : answer.because());
      }
    }
    return smtpd
        .map(server -> server.decide(attempt, peer, dns))
        .map(decided ->
            decided.because().startsWith("RELAYCLIENT") ? OldDecision.passed(place) : decided)
        .orElseGet(() -> OldDecision.passed(place));
  }
}
