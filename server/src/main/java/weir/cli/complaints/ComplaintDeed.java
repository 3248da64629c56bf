package weir.cli.complaints;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import weir.cli.command.ActsJournal;
import weir.cli.command.CommandUser;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.complaints.ComplaintAct;
import weir.complaints.ComplaintStore;
import weir.complaints.KeptComplaint;
import weir.journal.Id;

/// A command by which a person does something to a complaint.
abstract class ComplaintDeed extends Subcommand {
  /// Characters of a note that are kept.
  private static final int NOTE = 1_000;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  private final Installation installation;

  ComplaintDeed(Installation installation) {
    this.installation = installation;
  }

  int act(long id, String what, String note) throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    if (!ComplaintStore.isThere(folder)) {
      complain("no complaint was ever taken in " + folder);
      return NOT;
    }
    ComplaintAct act =
        new ComplaintAct(
            Id.next(new SecureRandom()),
            id,
            installation.clock().instant(),
            what,
            CommandUser.name(),
            note.substring(0, Math.min(note.length(), NOTE)));
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      Optional<KeptComplaint> before = store.find(id);
      if (before.isEmpty()) {
        complain("there is no complaint " + id);
        return NOT;
      }
      if (!store.add(act)) {
        complain(
            before
                .get()
                .settled()
                .map(settled ->
                    "complaint %d was settled by %s: %s"
                        .formatted(id, Shown.text(settled.by()), Shown.text(settled.note())))
                .orElse("complaint " + id + " is not settled"));
        return NOT;
      }
    } catch (SQLException e) {
      throw new IOException("complaints cannot be written: " + e.getMessage(), e);
    }
    out().println("%s complaint %d".formatted(act.id(), id));
    ActsJournal.tell(this, folder);
    return OK;
  }
}
