package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.mail.Path;
import weir.mail.RoutingForms;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Does the recipient's local part carry a second destination, as those do who look for open
/// relays?
final class RelayProbeCheck implements Check {
  static final FindingKind RELAY_PROBE =
      FindingKind.of(
          "relay-probe",
          "The recipient's local part carries a second destination: somebody looks for open relays.",
          "Relaying denied, write to the recipient's own address",
          "7.1");

  private static final CheckResult CLEAR = CheckResult.clear();

  @Override
  public String name() {
    return "relay-probe";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(RELAY_PROBE);
  }

  @Override
  public Stage facts() {
    return Stage.RCPT;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    boolean probe =
        facts.recipient().isPresent()
            && facts.recipient().get().path() instanceof Path.Mailbox mailbox
            && RoutingForms.looksLikeProbe(mailbox);
    return probe ? CheckResult.found(Finding.of(RELAY_PROBE)) : CLEAR;
  }
}
