package weir.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import weir.account.Account;
import weir.meter.Customer;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.meter.Reading;
import weir.meter.Window;

/// Asks the rules about senders of whom something was counted. Not thread-safe.
///
/// While a rule holds for a sender it has raised one alarm. It can raise another one once it has
/// not held for [#QUIET]: who is just at a limit does not raise one with each message.
public final class Detector {
  /// How long a rule must not have held before it can raise another alarm about the same sender.
  public static final Duration QUIET = Duration.ofHours(1);

  /// Alarms that are remembered; beyond that the one that has not held for the longest is
  /// forgotten, and may be raised again.
  private static final int MOST = 100_000;

  private final Map<Kind, List<Rule>> rules = new EnumMap<>(Kind.class);
  private final Meters meters;
  private final Function<String, Optional<Account>> accounts;
  private final LinkedHashMap<Raised, Instant> lastHeld = new LinkedHashMap<>(16, 0.75f, true);

  private record Raised(String rule, MeterKey key) {}

  public Detector(List<Rule> rules, Meters meters) {
    this(rules, meters, _ -> Optional.empty());
  }

  /// @param accounts by their ids
  public Detector(List<Rule> rules, Meters meters, Function<String, Optional<Account>> accounts) {
    this.meters = meters;
    this.accounts = accounts;
    ask(rules);
  }

  /// Asks these rules from now on. What one of the same id has raised stays raised.
  public void ask(List<Rule> wanted) {
    rules.clear();
    wanted.forEach(rule -> rules.computeIfAbsent(rule.of(), _ -> new ArrayList<>()).add(rule));
  }

  /// What holds raises an alarm once more: what was done about it has ended, or more may be done.
  public void raiseAgain() {
    lastHeld.clear();
  }

  /// Whoever sends within one another, each by the rules for its kind.
  ///
  /// @return what has begun to hold now
  public List<Alarm> look(Nest nest, Instant now) {
    List<Alarm> raised = new ArrayList<>();
    for (MeterKey key : nest.keys()) {
      List<Rule> asked = rules.getOrDefault(key.kind(), List.of());
      if (!asked.isEmpty()) {
        Reading reading = meters.read(key, now).of(customer(key.kind(), nest, now));
        asked.stream()
            .filter(rule -> rule.when().holds(reading) instanceof Condition.Held.Yes)
            .filter(rule -> isNew(rule, key, now))
            .forEach(rule -> raised.add(alarm(rule, reading, nest, now)));
      }
    }
    return raised;
  }

  private Alarm alarm(Rule rule, Reading reading, Nest nest, Instant now) {
    return new Alarm(
        rule,
        reading,
        account(reading.key(), nest),
        carrier(reading, nest, now),
        nest.confidence(),
        now);
  }

  private MeterKey carrier(Reading reading, Nest nest, Instant now) {
    long all = reading.value(Measure.RECIPIENTS, Window.HOUR);
    for (MeterKey key : nest.keys()) {
      if (key.equals(reading.key())) {
        break;
      }
      long part = meters.read(key, now).value(Measure.RECIPIENTS, Window.HOUR);
      if (part > 0 && part * 2 >= all) {
        return key;
      }
    }
    return reading.key();
  }

  private static Optional<String> account(MeterKey key, Nest nest) {
    return key.kind().compareTo(Kind.ACCOUNT) <= 0 ? nest.account() : Optional.empty();
  }

  /// Nobody's whose many accounts are.
  private Customer customer(Kind kind, Nest nest, Instant now) {
    return switch (kind) {
      case LOGIN, SCRIPT, DOMAIN, ACCOUNT ->
          nest.account()
              .flatMap(accounts)
              .map(account -> customer(account, now))
              .orElse(Customer.UNKNOWN);
      case RESELLER, HOST -> Customer.UNKNOWN;
    };
  }

  /// What rules may want to know of an account.
  public static Customer customer(Account account, Instant now) {
    return new Customer(days(account, now), account.plan());
  }

  private static OptionalLong days(Account account, Instant now) {
    return account.since().stream()
        .mapToLong(since -> Math.max(0, Duration.between(since, now).toDays()))
        .findFirst();
  }

  private boolean isNew(Rule rule, MeterKey key, Instant now) {
    Instant before = lastHeld.put(new Raised(rule.id(), key), now);
    if (lastHeld.size() > MOST) {
      lastHeld.pollFirstEntry();
    }
    return before == null || before.plus(QUIET).isBefore(now);
  }
}
