package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Does the client want mail sent through us to somewhere else, without being one of ours?
///
/// The decision itself is in [weir.routing.Routes], on every domain that the address can be made to
/// reach; here it becomes a finding that nothing removes.
final class RelayCheck implements Check {
  static final FindingKind RELAY_DENIED =
      FindingKind.firm(
          "relay-denied",
          "Mail to a domain that is not ours, which this client may not send or for which we have"
              + " no way.",
          "Relaying denied, this server takes mail for its own domains only",
          "7.1");

  static final CheckType TYPE = new CheckType("relay", Stage.RCPT, List.of(RELAY_DENIED));

  /// Who may send anywhere hears another sentence, since the fault is ours.
  private static final Finding NO_WAY_ONWARD =
      Finding.saying(
          RELAY_DENIED,
          "No way onward from here, this server delivers to its own domains only",
          List.of(
              new Evidence(
                  "way onward",
                  "none: this client may send anywhere, but routing.onward-hop is not set")));

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.recipient().isEmpty()) {
      return CheckResult.CLEAR;
    }
    return switch (facts.recipient().get().destination()) {
      case OURS, ELSEWHERE -> CheckResult.CLEAR;
      case NOT_RELAYED ->
          facts.attributes().relay() == Attributes.Relay.UNKNOWN
              ? CheckResult.unknown("a host rule for a name may let this client relay")
              : CheckResult.found(facts.trusted() ? NO_WAY_ONWARD : Finding.of(RELAY_DENIED));
      case UNKNOWN -> CheckResult.unknown("our own tables of domains cannot be read now");
    };
  }
}
