package weir.lists;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import weir.verdict.Outcome;
import weir.verdict.Verdict;
import weir.verdict.Verdict.Weighed;
import weir.verdict.Verdict.Weight;

/// The record of every list that a configuration has named since the start.
public final class Lists {
  private final Map<String, ListRecord> byZone = new ConcurrentSkipListMap<>();
  private final InstantSource clock;
  private volatile Consumer<String> suspected = _ -> {};

  public Lists(InstantSource clock) {
    this.clock = clock;
  }

  /// The record of this zone, made where there is none.
  public ListRecord of(String zone) {
    return byZone.computeIfAbsent(
        zone, name -> new ListRecord(name, clock.instant(), () -> suspected.accept(name)));
  }

  Optional<ListRecord> known(String zone) {
    return Optional.ofNullable(byZone.get(zone));
  }

  /// Who is told the name of a list whose rate of listings is high.
  void whenSuspected(Consumer<String> told) {
    suspected = told;
  }

  /// Every list that was ever named, in the order of names.
  public List<ListRecord.Figures> all() {
    return byZone.values().stream().map(ListRecord::figures).toList();
  }

  /// What a list contributes that no other does: counts a refusal for the one list it rests on. It
  /// rests on a list that alone of all lists named the client, and whose finding is the reason, or
  /// gave points to a sum that is.
  public void decided(Verdict verdict) {
    if (verdict.outcome().passes()) {
      return;
    }
    String reason = reason(verdict.outcome());
    Set<String> zones = new HashSet<>();
    boolean decisive = false;
    for (Weighed each : verdict.weighed()) {
      String zone = zone(each.finding().subject());
      if (!zone.isEmpty() && byZone.containsKey(zone)) {
        zones.add(zone);
        decisive |=
            each.weight() == Weight.COUNTED
                && (reason.equals(each.finding().id())
                    || (reason.equals(Outcome.Reason.BY_SCORE.id()) && each.score() > 0));
      }
    }
    if (decisive && zones.size() == 1) {
      of(zones.iterator().next()).decidedAlone();
    }
  }

  /// The zone of a subject `zone` or `zone/code`.
  private static String zone(String subject) {
    int slash = subject.indexOf('/');
    return slash < 0 ? subject : subject.substring(0, slash);
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass() -> "";
      case Outcome.Defer(var reason) -> reason.id();
      case Outcome.Reject(var reason) -> reason.id();
      case Outcome.Close(var reason) -> reason.id();
      case Outcome.Quarantine(var reason) -> reason.id();
    };
  }
}
