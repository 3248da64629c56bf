package weir.incidents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import weir.acts.ActJournal;
import weir.journal.Journal;

/// Takes up into the journal what people did to incidents: commands do it without the server.
public final class IncidentJournal {
  private final Path folder;
  private final Journal journal;

  /// @param folder of the server
  public IncidentJournal(Path folder, Journal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /// Writes an entry for each act that has none yet.
  ///
  /// @return how many
  public int takeUp() throws SQLException {
    if (!Files.exists(folder.resolve(IncidentStore.FILE))) {
      return 0;
    }
    try (IncidentStore store = IncidentStore.open(folder)) {
      return new ActJournal(journal, "incident").takeUp(store.unjournaled(), store::journaled);
    }
  }
}
