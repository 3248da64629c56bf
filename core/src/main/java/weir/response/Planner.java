package weir.response;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import weir.attribution.Confidence;
import weir.incident.Alarm;
import weir.incident.Rung;

/// Says what should follow from an alarm: the hardest response that its rule may lead to, that fits
/// its target, that can be enforced, and for which it is sure enough whose the mail is. A pure
/// function.
///
/// Suspension is never automatic: it needs a person, whatever a rule allows.
public final class Planner {
  /// How long a throttle or hold lasts that nobody has asked for.
  public static final Duration USUAL_LIFE = Duration.ofHours(2);

  /// The longest that a repetition makes of it.
  public static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /// How long until what does not end by itself needs a decision.
  public static final Duration UNTIL_DECISION = Duration.ofDays(1);

  private static final List<Rung> FROM_THE_HARDEST =
      List.of(Rung.FENCE, Rung.DENY_LOGIN, Rung.HOLD, Rung.THROTTLE);

  private Planner() {}

  /// @param leases of the same target and its account, also those that are over
  /// @param pause why no automatic response may carry itself out now; empty where they may
  /// @param canBeEnforced whether any place can do it to its target
  public static Plan plan(
      Alarm alarm,
      Suspect suspect,
      Collection<Lease> leases,
      Optional<String> pause,
      BiPredicate<Target, Response> canBeEnforced) {
    Optional<String> not = forbidden(alarm, suspect).or(() -> pause);
    if (not.isPresent()) {
      return new Plan.Refrain(not.get());
    }
    Target target = suspect.target().orElseThrow();
    for (Rung rung : FROM_THE_HARDEST) {
      if (rung.compareTo(alarm.rule().upTo()) <= 0
          && fitting(target).contains(rung)
          && suspect.confidence().compareTo(needed(rung)) >= 0
          && canBeEnforced.test(target, Response.of(rung))) {
        return respond(alarm, target, Response.of(rung), leases);
      }
    }
    return new Plan.Refrain(
        "up to %s nothing fits %s that its %s evidence bears and that a place can enforce"
            .formatted(
                Response.of(alarm.rule().upTo()).word(), target, suspect.confidence().word()));
  }

  private static Optional<String> forbidden(Alarm alarm, Suspect suspect) {
    if (!alarm.rule().acts()) {
      return Optional.of("the rule only observes; weir enable lets it act");
    }
    if (alarm.rule().upTo() == Rung.NOTIFY) {
      return Optional.of("the rule may only tell people");
    }
    if (suspect.target().isEmpty()) {
      return Optional.of("many customers are behind " + alarm.reading().key());
    }
    if (suspect.isOneOfUs()) {
      return Optional.of(suspect.target().get() + " is the system's own");
    }
    if (suspect.account().isEmpty()) {
      return Optional.of("whose " + suspect.target().get() + " is, nobody knows");
    }
    return suspect.account().get().isProtected()
        ? Optional.of("account " + suspect.account().get().id() + " is protected")
        : Optional.empty();
  }

  private static Plan respond(
      Alarm alarm, Target target, Response response, Collection<Lease> leases) {
    Optional<Lease> stronger =
        leases.stream()
            .filter(lease -> lease.target().equals(target))
            .filter(Lease::isEnforced)
            .filter(lease -> lease.response().isAtLeast(response))
            .findFirst();
    if (stronger.isPresent()) {
      return new Plan.Refrain(
          "lease %s does it already: %s".formatted(stronger.get().id(), stronger.get().response()));
    }
    long before =
        leases.stream()
            .filter(lease -> lease.target().equals(target))
            .filter(lease -> lease.phase() == Phase.PROBATION)
            .count();
    return new Plan.Respond(target, response, life(response, before), alarm.reason());
  }

  /// Each time that it happens again on probation, twice as long.
  private static Duration life(Response response, long before) {
    if (!endsByItself(response)) {
      return UNTIL_DECISION;
    }
    Duration life = USUAL_LIFE;
    for (long i = 0; i < before && life.compareTo(LONGEST_LIFE) < 0; i++) {
      life = life.multipliedBy(2);
    }
    return life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE;
  }

  private static boolean endsByItself(Response response) {
    return switch (response) {
      case Response.Notify _, Response.Throttle _, Response.Hold _ -> true;
      case Response.DenyLogin _, Response.Fence _, Response.Suspend _ -> false;
    };
  }

  /// How sure it must be whose the mail is. Suspension needs two sources that are certain, and is
  /// never asked about here.
  private static Confidence needed(Rung rung) {
    return switch (rung) {
      case NOTIFY -> Confidence.CLAIMED;
      case THROTTLE -> Confidence.LIKELY;
      case HOLD, DENY_LOGIN, FENCE -> Confidence.STRONG;
      case SUSPEND -> Confidence.CERTAIN;
    };
  }

  /// What makes sense for whom: a login can be denied, a local user can be fenced, and what a panel
  /// or a host has for itself can be suspended.
  public static Set<Rung> fitting(Target target) {
    return switch (target) {
      case Target.Login _ -> Set.of(Rung.NOTIFY, Rung.THROTTLE, Rung.HOLD, Rung.DENY_LOGIN);
      case Target.LocalUser _ ->
          Set.of(Rung.NOTIFY, Rung.THROTTLE, Rung.HOLD, Rung.FENCE, Rung.SUSPEND);
      case Target.Program _ -> Set.of(Rung.NOTIFY, Rung.THROTTLE, Rung.HOLD, Rung.SUSPEND);
      case Target.Sender _ -> Set.of(Rung.NOTIFY, Rung.THROTTLE, Rung.HOLD);
      case Target.OfDomain _ ->
          Set.of(Rung.NOTIFY, Rung.THROTTLE, Rung.HOLD, Rung.DENY_LOGIN, Rung.SUSPEND);
      case Target.Customer _ ->
          Set.of(Rung.NOTIFY, Rung.THROTTLE, Rung.HOLD, Rung.DENY_LOGIN, Rung.FENCE, Rung.SUSPEND);
    };
  }
}
