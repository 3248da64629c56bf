package weir.incident;

import java.time.Instant;
import java.util.Optional;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Reading;
import weir.meter.Window;

/// Harm that an account, or whoever it is, does: all that rules have seen of it until people have
/// resolved it. What comes later of the same one joins it.
///
/// @param id 13 letters and digits, by which people speak of it
/// @param about the narrowest sender that carries the evidence
/// @param account whose that is; empty for nobody's
/// @param began when the first rule began to hold
/// @param last when the latest one did
/// @param cause what was behind it, once that is resolved
/// @param before what had left when it was first seen
/// @param assignee who is at it
/// @param ticket of the desk's own system
public record Incident(
    String id,
    MeterKey about,
    Optional<String> account,
    Instant began,
    Instant last,
    State state,
    Optional<Cause> cause,
    Sent before,
    Optional<String> assignee,
    Optional<String> ticket) {

  /// What left in the hour and the day before a moment.
  public record Sent(
      long messagesOfHour, long recipientsOfHour, long messagesOfDay, long recipientsOfDay) {
    static Sent of(Reading reading) {
      return new Sent(
          reading.value(Measure.MESSAGES, Window.HOUR),
          reading.value(Measure.RECIPIENTS, Window.HOUR),
          reading.value(Measure.MESSAGES, Window.DAY),
          reading.value(Measure.RECIPIENTS, Window.DAY));
    }
  }

  /// One that begins with an alarm.
  public static Incident of(String id, Alarm alarm) {
    return new Incident(
        id,
        alarm.reading().key(),
        alarm.account(),
        alarm.at(),
        alarm.at(),
        State.OPEN,
        Optional.empty(),
        Sent.of(alarm.reading()),
        Optional.empty(),
        Optional.empty());
  }

  /// After one more alarm about the same one: a narrower sender carries the evidence better.
  public Incident and(Alarm alarm) {
    MeterKey key = alarm.reading().key();
    return new Incident(
        id,
        key.kind().compareTo(about.kind()) < 0 ? key : about,
        account,
        began,
        alarm.at().isAfter(last) ? alarm.at() : last,
        state,
        cause,
        before,
        assignee,
        ticket);
  }

  /// Whether people are not done with it.
  public boolean isOpen() {
    return state != State.RESOLVED;
  }

  /// Whose it is, for people: an account with the sender that carries the evidence, or that alone.
  public String whose() {
    return account
        .filter(id -> !about.name().equals(id))
        .map(id -> id + " (" + about + ")")
        .orElseGet(() -> account.orElseGet(about::toString));
  }
}
