package weir.leases;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.journal.Entry;
import weir.journal.Journal;

/// Takes up into the journal what was done about leases: commands do it without the server.
public final class LeaseJournal {
  private LeaseJournal() {}

  /// Writes an entry for each act that has none yet.
  ///
  /// @return how many
  public static int takeUp(LeaseStore store, Journal journal) throws SQLException {
    int count = 0;
    for (LeaseAct act : store.unjournaled()) {
      Map<String, String> details = new LinkedHashMap<>();
      act.lease().ifPresent(lease -> details.put("lease", lease));
      if (!act.words().isEmpty()) {
        details.put("what", act.words());
      }
      journal.add(new Entry.Act(act.id(), act.at(), act.what(), act.by(), details));
      store.journaled(act);
      count++;
    }
    return count;
  }
}
