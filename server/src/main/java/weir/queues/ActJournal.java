package weir.queues;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import weir.agent.queue.Act;
import weir.agent.queue.Acts;
import weir.journal.Entry;
import weir.journal.Journal;

/// Takes up into the journal what was done to the queue: commands do it without the server, and
/// write it down beside.
public final class ActJournal {
  private final Acts acts;
  private final Journal journal;

  /// @param folder the state folder
  public ActJournal(Path folder, Journal journal) {
    this.acts = new Acts(folder);
    this.journal = journal;
  }

  /// Writes an entry for each act that has none yet and is over, or was interrupted.
  ///
  /// @return how many
  public int takeUp() throws IOException {
    int count = 0;
    for (Act act : acts.unjournaled()) {
      journal.add(entry(act));
      acts.journaled(act);
      count++;
    }
    return count;
  }

  private static Entry entry(Act act) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("queue", act.spool().folder().toString());
    details.put("selection", act.selection());
    details.put("messages", Integer.toString(act.messages().size()));
    act.counts().forEach((result, count) -> details.put(word(result), Integer.toString(count)));
    act.undoes().ifPresent(other -> details.put("undoes", other));
    if (act.ended().isEmpty()) {
      details.put("interrupted", "yes");
    }
    return new Entry.Act(act.id(), act.at(), "queue-" + word(act.kind()), act.by(), details);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
