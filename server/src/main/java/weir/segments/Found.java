package weir.segments;

import java.util.List;
import weir.journal.Entry;

/// What a search found.
///
/// @param entries the newest first, in the order they were written down
/// @param gaps what could not be written in the time that was searched: the answer may lack entries
/// @param problems segments that could not be read, a sentence each
public record Found(List<Entry> entries, List<Entry.Gap> gaps, List<String> problems) {

  public Found {
    entries = List.copyOf(entries);
    gaps = List.copyOf(gaps);
    problems = List.copyOf(problems);
  }
}
