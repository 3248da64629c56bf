package weir.checks;

import java.util.List;
import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.mail.Domain;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Recipients such as `user%other.example@yours`, by which open relays are sought. Whether such a form may pass is decided before; this tells what the attempt says about the client.")
public record RelayProbeSettings(
    @Doc("Whether such forms are looked for.") @Default("true") boolean enabled,
    @Doc(
            "Whose recipients are looked at: `strangers`, or `all`: of customers and your own hosts, too.")
        @Default("strangers")
        Clients clients,
    @Doc("Domains of recipients in which such local parts are in use, such as those of a gateway.")
        @Default("[]")
        List<Domain> except,
    @Doc(
            "The recipient's local part holds a second destination. Rewritten senders (SRS, BATV, VERP) are known and pass.")
        @Default("{score = 3}")
        Action relayProbe,
    @Doc("Never happens: nobody else is asked.") @Default("open") WhenUnknown unknown)
    implements CheckTable {
  public RelayProbeSettings {
    except = List.copyOf(except);
  }

  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(RelayProbeCheck.RELAY_PROBE.id(), relayProbe);
  }
}
