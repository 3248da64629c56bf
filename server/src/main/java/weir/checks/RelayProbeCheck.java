package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.mail.Path;
import weir.mail.RoutingForms;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Does the recipient's local part carry a second destination, as those do who look for open
/// relays?
final class RelayProbeCheck implements Check {
  static final FindingKind RELAY_PROBE =
      FindingKind.of(
          "relay-probe",
          "The recipient's local part carries a second destination: somebody looks for open"
              + " relays.",
          "Relaying denied, write to the recipient's own address",
          "7.1");

  static final CheckType TYPE = new CheckType("relay-probe", Stage.RCPT, List.of(RELAY_PROBE));

  private final RelayProbeSettings settings;

  RelayProbeCheck(RelayProbeSettings settings) {
    this.settings = settings;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return settings.clients().include(facts);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    boolean probe =
        facts.recipient().isPresent()
            && facts.recipient().get().path() instanceof Path.Mailbox mailbox
            && !settings.except().contains(mailbox.domain())
            && RoutingForms.looksLikeProbe(mailbox);
    return probe ? CheckResult.found(Finding.of(RELAY_PROBE)) : CheckResult.CLEAR;
  }
}
