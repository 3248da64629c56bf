package weir.cli.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.evidence.Acted;
import weir.evidence.Bundle;
import weir.incident.Incident;
import weir.incidents.IncidentStore;
import weir.leases.LeaseStore;
import weir.response.Lease;

/// `weir evidence export ID`: everything in one file.
@Command(
    name = "export",
    description = {
      "Write all that is kept of an incident into one ZIP file that a stranger can read: what it was, what rules saw, what people did, what was done to the sender, what it sent, and samples. A README in it says what each file is, SHA256SUMS proves that they are unchanged.",
      "",
      "Recipients are left out of samples unless --whole is given. The same evidence makes the same file."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:written", "1:there is no such incident, or the file is there already"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir evidence export 4fz8k2m1x9qbt --out shop.zip",
      "  weir evidence export 4fz8k2m1x9qbt --out for-the-police.zip --whole"
    })
final class EvidenceExport extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "ID", description = "As weir incidents shows it.")
  private String id = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where it is written; a file that is there is left alone.")
  private Path file = Path.of("");

  @Option(names = "--whole", description = "With the recipients.")
  private boolean whole;

  private final Installation installation;

  EvidenceExport(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    Optional<Bundle.Case> found = found(folder);
    if (found.isEmpty()) {
      complain("there is no incident " + Shown.text(id));
      return NOT;
    }
    // Who sent what to whom is nobody else's business.
    var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(file, owners);
    } catch (FileAlreadyExistsException e) {
      complain(file + " is there already");
      return NOT;
    }
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      int pieces = new Bundle(folder, whole).write(found.get(), out);
      out()
          .println(
              "%s: %d pieces of evidence, %s"
                  .formatted(
                      file, pieces, whole ? "recipients are named" : "recipients are left out"));
    }
    return OK;
  }

  private Optional<Bundle.Case> found(Path folder) throws IOException {
    if (!IncidentStore.isThere(folder)) {
      return Optional.empty();
    }
    try (IncidentStore store = IncidentStore.look(folder)) {
      Optional<Incident> incident = store.find(id.toLowerCase(Locale.ROOT));
      if (incident.isEmpty()) {
        return Optional.empty();
      }
      String known = incident.get().id();
      List<Lease> leases = new ArrayList<>();
      Optional<Instant> acted = Optional.empty();
      if (LeaseStore.isThere(folder)) {
        try (LeaseStore all = LeaseStore.look(folder)) {
          leases.addAll(all.ofIncident(known));
          acted = Acted.first(all, leases);
        }
      }
      return Optional.of(
          new Bundle.Case(incident.get(), store.signs(known), store.acts(known), leases, acted));
    } catch (SQLException e) {
      throw new IOException("the incident cannot be read: " + e.getMessage(), e);
    }
  }
}
