package weir.bench.outbound;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.incident.Alarm;
import weir.incident.Detector;
import weir.incident.Rule;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Window;

/// Shows what happens to the meters, and what they show to all sets of rules, as the server does.
/// Nothing is done about an alarm: the mail goes on, so that all sets see the same.
final class Trial {
  /// So long after its last message an attack is what an alarm is about.
  private static final long FRESH = Clock.DAY;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MOST_METERS = 1_000_000;

  private Meters meters = new Meters(MOST_METERS);
  private Detector detector;
  private final List<RuleSet> sets;
  private final Scores scores;
  private final Map<MeterKey, Attacked> attacked = new HashMap<>();
  private long events;
  private long nanos;

  private record Attacked(int attack, long last) {}

  Trial(List<RuleSet> sets, Scores scores) {
    this.sets = sets;
    this.scores = scores;
    detector = new Detector(sets.stream().flatMap(set -> set.rules().stream()).toList(), meters);
  }

  void see(List<Happening> happenings) {
    long begun = THREADS.getCurrentThreadCpuTime();
    happenings.forEach(this::see);
    if (!happenings.isEmpty()) {
      meters.settle(Instant.ofEpochMilli(happenings.getLast().at()));
    }
    nanos += THREADS.getCurrentThreadCpuTime() - begun;
    events += happenings.size();
  }

  private void see(Happening happening) {
    Metered seen = happening.seen();
    if (happening.attack() != Post.HONEST) {
      note(happening);
    }
    Instant now = Instant.ofEpochMilli(happening.at());
    meters.take(seen, now);
    detector.look(seen.nest(), now).forEach(alarm -> judge(alarm, happening));
  }

  private void note(Happening happening) {
    if (happening.seen() instanceof Metered.Sent) {
      scores.sent(happening.attack());
      Attacked now = new Attacked(happening.attack(), happening.at());
      happening.seen().nest().keys().forEach(key -> attacked.put(key, now));
    }
  }

  private void judge(Alarm alarm, Happening happening) {
    RuleSet set = set(alarm.rule());
    Attacked by = attacked.get(alarm.reading().key());
    if (alarm.reading().value(Measure.RECIPIENTS, Window.DAY) <= happening.customer().plan()) {
      return;
    }
    if (by != null && by.last() >= happening.at() - FRESH) {
      scores.seen(set, by.attack(), alarm.rule());
    } else {
      scores.accused(set, happening.customer(), Clock.day(happening.at()), alarm);
    }
  }

  private RuleSet set(Rule rule) {
    return sets.stream().filter(set -> set.has(rule)).findFirst().orElseThrow();
  }

  /// Lets the meters go, for who wants to know what they took.
  void forgetMeters() {
    meters = new Meters(1);
    detector = new Detector(List.of(), meters);
  }

  int identities() {
    int all = 0;
    for (Kind kind : Kind.values()) {
      all += meters.size(kind);
    }
    return all;
  }

  long events() {
    return events;
  }

  double microsAnEvent() {
    return nanos / 1e3 / Math.max(1, events);
  }
}
