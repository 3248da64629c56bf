package weir.response;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A response for a time, with who wants it and why. Whoever wants the same once more gets the
/// same.
///
/// @param id 13 letters and digits, by which people undo it
/// @param by a person, or `weir`
/// @param rule that led to it; empty for a person's
/// @param incident that it belongs to
/// @param reason for staff; customers are never told it
/// @param until when its phase ends; for a phase without an end the moment it began
public record Lease(
    String id,
    Target target,
    Response response,
    String by,
    Optional<String> rule,
    Optional<String> incident,
    String reason,
    Instant since,
    Instant until,
    Phase phase) {
  /// How long a target is looked at more strictly after a throttle or hold.
  public static final Duration PROBATION = Duration.ofDays(1);

  /// One that begins.
  public static Lease begin(
      String id,
      Target target,
      Response response,
      String by,
      Optional<String> rule,
      Optional<String> incident,
      String reason,
      Instant now,
      Duration life) {
    return new Lease(
        id, target, response, by, rule, incident, reason, now, now.plus(life), Phase.ACTIVE);
  }

  /// Whether nobody but a rule wanted it.
  public boolean isAutomatic() {
    return rule.isPresent();
  }

  /// Whether the world is to be as it says.
  public boolean isEnforced() {
    return phase.isEnforced();
  }

  /// As it is at a time: throttle and hold let go and lead into probation; what keeps a stolen
  /// password or a fraud out goes on until a person decides.
  public Lease at(Instant now) {
    Lease lease = this;
    while (!now.isBefore(lease.until)) {
      Lease next = lease.after();
      if (next.phase == lease.phase) {
        return next;
      }
      lease = next;
    }
    return lease;
  }

  private Lease after() {
    return switch (phase) {
      case ACTIVE ->
          switch (response) {
            case Response.Notify _ -> in(Phase.ENDED, until);
            case Response.Throttle _, Response.Hold _ -> in(Phase.PROBATION, until.plus(PROBATION));
            case Response.DenyLogin _, Response.Fence _, Response.Suspend _ ->
                in(Phase.NEEDS_DECISION, until);
          };
      case PROBATION -> in(Phase.ENDED, until);
      case NEEDS_DECISION, ENDED -> this;
    };
  }

  /// After somebody has taken it back.
  public Lease undone(Instant now) {
    return in(Phase.ENDED, now);
  }

  /// The same, but that somebody else wants it from now on.
  public Lease takenOver(Lease other, Instant end) {
    return new Lease(
        id,
        target,
        response,
        other.by,
        other.rule,
        other.incident.or(() -> incident),
        other.reason,
        since,
        end,
        Phase.ACTIVE);
  }

  /// With a later end.
  public Lease until(Instant end) {
    return in(Phase.ACTIVE, end);
  }

  /// The same, aimed at what a place knows of its target.
  public Lease at(Target narrower) {
    return new Lease(id, narrower, response, by, rule, incident, reason, since, until, phase);
  }

  private Lease in(Phase next, Instant end) {
    return new Lease(id, target, response, by, rule, incident, reason, since, end, next);
  }
}
