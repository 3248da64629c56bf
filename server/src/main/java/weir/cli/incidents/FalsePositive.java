package weir.cli.incidents;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import weir.amends.ProposedExemption;
import weir.amends.Release;
import weir.amends.SavedScenario;
import weir.cli.output.Shown;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentAct;
import weir.limits.Limits;
import weir.passages.Laid;
import weir.response.Lease;

/// What follows when an incident was none: what was done is taken back, an exemption is proposed,
/// and what was sent is saved as a scenario.
///
/// @param folder of the server
record FalsePositive(Path folder, PrintWriter out) {
  /// The folder of saved scenarios, within the server's.
  static final String SAVED = "scenarios";

  /// Ends all leases of the incident; the running server restores what they changed. What was held
  /// for them goes on.
  void release(IncidentAct act) throws IOException {
    try {
      List<Lease> ended =
          Release.of(folder, act.incident(), act.by(), act.at(), new SecureRandom());
      for (Lease each : ended) {
        out.println(
            "released: lease %s: %s: %s"
                .formatted(each.id(), Shown.text(each.target().text()), each.response()));
      }
      if (ended.isEmpty()) {
        out.println("nothing was in force because of it");
      }
      KeptMail kept = new KeptMail(folder, out);
      for (Lease each : ended) {
        kept.release(each);
      }
    } catch (SQLException e) {
      throw new IOException("its leases cannot be ended: " + e.getMessage(), e);
    }
  }

  /// Proposes an exemption, and saves the scenario.
  ///
  /// @param sent by the account
  void propose(Incident incident, List<Sign> signs, IncidentAct act, Limits limits, List<Laid> sent)
      throws IOException {
    Optional<ProposedExemption> proposed =
        ProposedExemption.of(incident, signs, act.by(), act.note(), day(act.at()));
    if (proposed.isEmpty()) {
      out.println(
          "nobody can be exempted: many customers are behind it; the rule needs another number");
      return;
    }
    out.println();
    out.println("To keep it from happening again, paste this into your file of limits:");
    out.println();
    proposed.get().toml().lines().forEach(line -> out.println("  " + Shown.text(line)));
    out.println();
    Path file = folder.resolve(SAVED).resolve("incident-" + incident.id() + ".scenario");
    Files.createDirectories(folder.resolve(SAVED));
    Files.writeString(
        file, SavedScenario.text(incident, signs, limits.limits(), proposed.get(), sent));
    out.println("What was sent is saved as a scenario: " + file);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
