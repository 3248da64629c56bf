package weir.enforce;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.log.Seldom;
import weir.mail.HeaderField;
import weir.smtp.Reply;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;
import weir.verdict.Effect;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// Carries out verdicts. Threads may share it.
public final class Enforcer {
  private static final Logger log = LoggerFactory.getLogger(Enforcer.class);

  private static final int TAG_LIMIT = 500;

  /// Keys whose values are revised take turns over so many locks; a power of two.
  private static final int TURNS = 64;

  private final State state;
  private final Map<String, Table> tables;
  private final InstantSource clock;
  private final Object[] turns = new Object[TURNS];
  private final Consumer<Verdict> told;
  private final LongAdder lostEffects = new LongAdder();
  private final Seldom warning;
  private final ConcurrentHashMap<String, LongAdder> decided = new ConcurrentHashMap<>();

  /// @param tables the tables that effects may name
  public Enforcer(State state, Collection<Table> tables, InstantSource clock) {
    this(state, tables, clock, _ -> {});
  }

  /// @param told every verdict that is carried out, for who counts
  public Enforcer(
      State state, Collection<Table> tables, InstantSource clock, Consumer<Verdict> told) {
    this(state, tables, clock, told, Seldom.onceAMinute());
  }

  Enforcer(
      State state,
      Collection<Table> tables,
      InstantSource clock,
      Consumer<Verdict> told,
      Seldom warning) {
    this.warning = warning;
    this.told = told;
    this.state = state;
    this.tables = tables.stream().collect(Collectors.toMap(Table::name, table -> table));
    this.clock = clock;
    Arrays.setAll(turns, _ -> new Object());
  }

  /// Applies the effects; what is for the wire is returned.
  public Enforcement enforce(Verdict verdict) {
    remember(verdict.effects());
    count(verdict.outcome());
    told.accept(verdict);
    return enforcement(verdict);
  }

  /// Applies what several policies say of the same message: an effect that more than one of them
  /// has is applied once.
  public List<Enforcement> enforce(List<Verdict> verdicts) {
    Set<Effect> effects = new LinkedHashSet<>();
    for (Verdict verdict : verdicts) {
      effects.addAll(verdict.effects());
      count(verdict.outcome());
      told.accept(verdict);
    }
    remember(List.copyOf(effects));
    return verdicts.stream().map(Enforcer::enforcement).toList();
  }

  private static Enforcement enforcement(Verdict verdict) {
    return new Enforcement(refusal(verdict.outcome()), verdict.delay(), fields(verdict), verdict);
  }

  /// Effects that state could not take since the start.
  public long lostEffects() {
    return lostEffects.sum();
  }

  /// Refusals since the start, by the id of the finding, check or rule that decided.
  public Map<String, Long> decided() {
    Map<String, Long> counts = new TreeMap<>();
    decided.forEach((id, count) -> counts.put(id, count.sum()));
    return counts;
  }

  private void count(Outcome outcome) {
    String id =
        switch (outcome) {
          case Outcome.Pass() -> "";
          case Outcome.Defer(var reason) -> reason.id();
          case Outcome.Reject(var reason) -> reason.id();
          case Outcome.Close(var reason) -> reason.id();
          // Not a refusal, and seen again at each stage; the store counts what it holds.
          case Outcome.Quarantine(var _) -> "";
        };
    if (!id.isEmpty()) {
      decided.computeIfAbsent(id, _ -> new LongAdder()).increment();
    }
  }

  private static List<HeaderField> fields(Verdict verdict) {
    List<HeaderField> fields = new ArrayList<>(verdict.tags().size());
    for (Verdict.Tag tag : verdict.tags()) {
      fields.add(HeaderField.cleaned(tag.header(), tag.text(), TAG_LIMIT));
    }
    return fields;
  }

  /// What a client is told for this outcome, without the id; empty when the message is taken, be it
  /// to be held.
  public static Optional<Reply> refusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Pass(), Outcome.Quarantine(var _) -> Optional.empty();
      case Outcome.Defer(var reason) -> Optional.of(Refusals.deferred(reason));
      case Outcome.Reject(var reason) -> Optional.of(Refusals.rejected(reason));
      case Outcome.Close(var reason) -> Optional.of(Refusals.closed(reason));
    };
  }

  /// Applies what should be remembered.
  public void remember(List<Effect> effects) {
    if (effects.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    for (Effect effect : effects) {
      try {
        Table table = Objects.requireNonNull(tables.get(effect.table()), effect.table());
        switch (effect) {
          case Effect.Remember(var _, var key, var value, var life) ->
              state.put(table, key, value, now, now.plus(life));
          case Effect.Count(var _, var key, var amount, var window) ->
              state.add(table, key, amount, now, window);
          case Effect.Forget(var _, var key) -> state.remove(table, key);
          case Effect.Revise revise -> revise(table, revise, now);
        }
      } catch (StateUnavailable e) {
        lostEffects.increment();
        warn(effect.table(), e);
      }
    }
  }

  private void revise(Table table, Effect.Revise change, Instant now) {
    synchronized (turns[change.key().hashCode() & TURNS - 1]) {
      Optional<Effect.Present> present =
          state
              .get(table, change.key(), now)
              .map(entry -> new Effect.Present(entry.value(), entry.since()));
      String value = change.revision().revised(present, now);
      state.put(table, change.key(), value, now, now.plus(change.life()));
    }
  }

  /// The first loss at once, then one line a minute with all that were lost since.
  private void warn(String table, StateUnavailable e) {
    warning.say(others ->
        log.warn(
            "effects lost: {} since the last warning, {} since the start; the last one on {}: {}",
            others + 1,
            lostEffects.sum(),
            table,
            e.getMessage()));
  }
}
