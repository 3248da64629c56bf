package weir.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import weir.hostrules.Rule;

/// For how many sessions each host rule won since its file was read: one that never does is dead,
/// or waits for its day. A reload reads the files anew and counts anew, so that lines which moved
/// are never mixed up.
///
/// As many counters as there are rules. Counted by all sessions at once.
public final class HostRuleHits {

  /// @param place file and line
  /// @param text the rule, printable and cut to the length of a line
  /// @param won sessions for which it was the one that counts in its file
  public record Hits(String place, String text, long won) {}

  private record Counted(Rule rule, LongAdder won) {}

  private final Instant since;
  private final Map<String, Counted> byPlace = new LinkedHashMap<>();

  /// @param rules of all files, in their order
  /// @param since when the files were read
  public HostRuleHits(List<Rule> rules, Instant since) {
    this.since = since;
    for (Rule rule : rules) {
      byPlace.put(rule.place(), new Counted(rule, new LongAdder()));
    }
  }

  /// @param winners the rule of each file that counts for a client, if any does
  public void count(List<Rule> winners) {
    for (Rule winner : winners) {
      Counted counted = byPlace.get(winner.place());
      if (counted != null) {
        counted.won.increment();
      }
    }
  }

  /// When the files were read.
  public Instant since() {
    return since;
  }

  /// Every rule, those that never won included, in the order of the files.
  public List<Hits> all() {
    return byPlace.values().stream()
        .map(each -> new Hits(each.rule.place(), each.rule.shown(), each.won.sum()))
        .toList();
  }
}
