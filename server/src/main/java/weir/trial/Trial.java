package weir.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import weir.account.Account;
import weir.incident.Alarm;
import weir.incident.Detector;
import weir.incident.Rule;
import weir.limits.Limit;
import weir.limits.Limits;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.meter.Reading;
import weir.meter.Window;

/// Asks rules about what was counted, one thing after the other. Not thread-safe.
public final class Trial {
  /// Senders that are remembered of each rule; further ones are only counted.
  static final int MOST = 10_000;

  /// Of each kind.
  private static final int METERS = 200_000;

  /// Of the heap, one part in so many is for meters.
  private static final int SHARE = 3;

  /// How long what a sender still sends counts as what came later.
  private static final Duration LATER = Duration.ofDays(1);

  private final Limits limits;
  private final Meters meters = new Meters(METERS, Runtime.getRuntime().maxMemory() / SHARE);
  private final Detector detector;
  private final Map<String, OfRule> rules = new LinkedHashMap<>();

  /// Alarms about a sender, of any rule.
  private final Map<MeterKey, List<Raised>> raised = new HashMap<>();

  /// @param accounts by their ids
  public Trial(Limits limits, Function<String, Optional<Account>> accounts) {
    this.limits = limits;
    this.detector = new Detector(limits.rules(), meters, accounts);
    limits.limits().forEach(limit -> rules.put(limit.rule().id(), new OfRule(limit)));
  }

  private static final class OfRule {
    final Limit limit;
    final Map<MeterKey, Raised> senders = new LinkedHashMap<>();
    long alarms;
    long freed;
    long beyond;

    OfRule(Limit limit) {
      this.limit = limit;
    }

    RuleTried tried() {
      return new RuleTried(
          limit,
          alarms,
          freed,
          senders.size() + beyond,
          senders.values().stream()
              .map(Raised::caught)
              .sorted(
                  Comparator.comparingLong(Caught::recipients)
                      .reversed()
                      .thenComparing(Caught::who))
              .toList());
    }
  }

  /// About one sender by one rule.
  private static final class Raised {
    final Alarm first;
    final Optional<String> account;
    int alarms;
    long later;

    Raised(Alarm first, Optional<String> account) {
      this.first = first;
      this.account = account;
    }

    Caught caught() {
      Reading reading = first.reading();
      return new Caught(
          reading.key().kind(),
          reading.key().name(),
          account,
          first.at(),
          reading.value(Measure.MESSAGES, Window.DAY),
          reading.value(Measure.RECIPIENTS, Window.DAY),
          later,
          alarms,
          first.reason());
    }
  }

  /// Counts something, and asks the rules for those whose it is.
  ///
  /// @param now by a clock that only runs forward
  public void take(Metered seen, Instant now) {
    later(seen);
    meters.take(seen, now);
    detector.look(seen.nest(), now).forEach(alarm -> raise(alarm, seen.nest()));
  }

  /// What has come before the alarm is in its reading already.
  private void later(Metered seen) {
    int recipients =
        switch (seen) {
          case Metered.Sent sent -> sent.recipients();
          case Metered.More more -> more.recipients();
          case Metered.TakenBack back -> -back.recipients();
          case Metered.Answered _, Metered.LoggedIn _, Metered.Tried _, Metered.Seen _ -> 0;
        };
    if (recipients == 0 || raised.isEmpty()) {
      return;
    }
    for (MeterKey key : seen.nest().keys()) {
      for (Raised each : raised.getOrDefault(key, List.of())) {
        Instant first = each.first.at();
        boolean isSince = recipients > 0 || seen.at().isAfter(first);
        if (isSince && seen.at().isBefore(first.plus(LATER))) {
          each.later += recipients;
        }
      }
    }
  }

  private void raise(Alarm alarm, Nest nest) {
    Rule rule = alarm.rule();
    MeterKey key = alarm.reading().key();
    OfRule of = Objects.requireNonNull(rules.get(rule.id()));
    if (limits.exemptions().stream().anyMatch(it -> it.frees(rule, key, nest, alarm.at()))) {
      of.freed++;
      return;
    }
    of.alarms++;
    Raised known = of.senders.get(key);
    if (known == null && of.senders.size() == MOST) {
      of.beyond++;
      return;
    }
    if (known == null) {
      known = new Raised(alarm, nest.account());
      of.senders.put(key, known);
      raised.computeIfAbsent(key, _ -> new ArrayList<>()).add(known);
    }
    known.alarms++;
  }

  /// What became of each rule, in the order of the file.
  public List<RuleTried> tried() {
    return rules.values().stream().map(OfRule::tried).toList();
  }
}
