package weir.acts;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.journal.Entry;
import weir.journal.Journal;

/// Takes acts up into the journal.
///
/// @param about what the journal calls that to which something was done: `incident`, `complaint`
public record ActJournal(Journal journal, String about) {
  /// Remembers that the journal has an act.
  @FunctionalInterface
  public interface Taken<A> {
    void is(A act) throws SQLException;
  }

  /// Writes an entry for each.
  ///
  /// @return how many
  public <A extends Act> int takeUp(List<A> acts, Taken<A> taken) throws SQLException {
    for (A act : acts) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put(about, act.about());
      if (!act.note().isEmpty()) {
        details.put("note", act.note());
      }
      journal.add(new Entry.Act(act.id(), act.at(), act.word(), act.by(), details));
      taken.is(act);
    }
    return acts.size();
  }
}
