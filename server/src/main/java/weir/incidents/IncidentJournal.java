package weir.incidents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.journal.Entry;
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
    int count = 0;
    try (IncidentStore store = IncidentStore.open(folder)) {
      for (IncidentAct act : store.unjournaled()) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("incident", act.incident());
        if (!act.note().isEmpty()) {
          details.put("note", act.note());
        }
        journal.add(new Entry.Act(act.id(), act.at(), act.what().word(), act.by(), details));
        store.journaled(act);
        count++;
      }
    }
    return count;
  }
}
