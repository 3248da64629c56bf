package weir.former;

import java.util.Locale;
import java.util.Set;
import weir.hostrules.Client;
import weir.hostrules.Decision;
import weir.hostrules.HostsAccess;
import weir.hostrules.Option;
import weir.hostrules.Rule;

/// tcp_wrappers in front of a mail server.
///
/// @param daemon the name of the wrapped program
public record HostsAccessSystem(HostsAccess rules, String daemon) implements FormerSystem {

  /// Words of a list of clients that are about nobody in particular.
  private static final Set<String> OF_ALL = Set.of("ALL", "EXCEPT");

  @Override
  public OldDecision decide(Attempt attempt, Lookups dns) {
    Client client =
        Client.of(attempt.client(), ClientNames.ofTcpd(attempt.client(), dns))
            .withUser(attempt.ident());
    Decision decision = rules.decide(daemon, client);
    String place = decision.winner().map(Rule::place).orElse("no rule");
    return switch (decision) {
      case Decision.Denied(var rule, var _) -> refused(rule, place);
      case Decision.Allowed _, Decision.NoRule(), Decision.CouldNotTell _ ->
          OldDecision.passed(place);
    };
  }

  @Override
  public void tell(CompareSample sample) {
    for (Rule rule : rules.rulesFor(daemon)) {
      String[] fields = rule.text().split(":", 3);
      for (String word : fields.length < 2 ? new String[0] : fields[1].strip().split("[\\s,]+")) {
        if (!OF_ALL.contains(word.toUpperCase(Locale.ROOT))) {
          sample.client(word, rule.place());
        }
      }
    }
  }

  /// What a `twist` prints is the only thing that tcp_wrappers could say.
  private static OldDecision refused(Rule rule, String place) {
    boolean twists = rule.options().stream().anyMatch(Option.Twist.class::isInstance);
    return twists
        ? new OldDecision(OldDecision.Outcome.DEFER, "(what the command of twist prints)", place)
        : OldDecision.dropped(place);
  }
}
