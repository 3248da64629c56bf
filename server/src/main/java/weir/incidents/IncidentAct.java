package weir.incidents;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import weir.acts.Act;
import weir.acts.ActTable;
import weir.incident.Cause;
import weir.incident.State;

/// What a person did to an incident.
///
/// @param id by which the journal knows it
/// @param by who, as far as known
/// @param note in that person's words, the assignee's name or the ticket's number; empty for none
public record IncidentAct(String id, String incident, Instant at, What what, String by, String note)
    implements Act {
  static final ActTable<IncidentAct> TABLE =
      new ActTable<>(
          "incident",
          (id, incident, at, word, by, note) ->
              new IncidentAct(id, incident, at, What.of(word), by, note));

  @Override
  public String about() {
    return incident;
  }

  @Override
  public String word() {
    return what.word();
  }

  /// What can be done.
  public enum What {
    ACKNOWLEDGED("incident-acknowledged"),
    CONTAINED("incident-contained"),
    FRAUD("incident-resolved-fraud"),
    COMPROMISED("incident-resolved-compromised"),
    CUSTOMER_ERROR("incident-resolved-customer-error"),
    FALSE_POSITIVE("incident-resolved-false-positive"),
    REOPENED("incident-reopened"),
    ASSIGNED("incident-assigned"),
    TICKET("incident-ticket"),
    NOTE("incident-note");

    private final String word;

    What(String word) {
      this.word = word;
    }

    /// As the journal has it.
    public String word() {
      return word;
    }

    static What of(String word) {
      return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst().orElseThrow();
    }

    /// It is over, and this was behind it.
    public static What resolved(Cause cause) {
      return switch (cause) {
        case FRAUD -> FRAUD;
        case COMPROMISED -> COMPROMISED;
        case CUSTOMER_ERROR -> CUSTOMER_ERROR;
        case FALSE_POSITIVE -> FALSE_POSITIVE;
      };
    }

    /// The state that it leads to; empty where that stays.
    Optional<State> state() {
      return switch (this) {
        case ACKNOWLEDGED -> Optional.of(State.ACKNOWLEDGED);
        case CONTAINED -> Optional.of(State.CONTAINED);
        case FRAUD, COMPROMISED, CUSTOMER_ERROR, FALSE_POSITIVE -> Optional.of(State.RESOLVED);
        case REOPENED -> Optional.of(State.OPEN);
        case ASSIGNED, TICKET, NOTE -> Optional.empty();
      };
    }

    Optional<Cause> cause() {
      return switch (this) {
        case FRAUD -> Optional.of(Cause.FRAUD);
        case COMPROMISED -> Optional.of(Cause.COMPROMISED);
        case CUSTOMER_ERROR -> Optional.of(Cause.CUSTOMER_ERROR);
        case FALSE_POSITIVE -> Optional.of(Cause.FALSE_POSITIVE);
        case ACKNOWLEDGED, CONTAINED, REOPENED, ASSIGNED, TICKET, NOTE -> Optional.empty();
      };
    }

    /// Whether it can be done to an incident in a state: what is over has to be reopened first, and
    /// what is not cannot be.
    boolean fits(State state) {
      return switch (this) {
        case ACKNOWLEDGED -> state == State.OPEN || state == State.CONTAINED;
        case CONTAINED -> state == State.OPEN || state == State.ACKNOWLEDGED;
        case FRAUD, COMPROMISED, CUSTOMER_ERROR, FALSE_POSITIVE -> state != State.RESOLVED;
        case REOPENED -> state == State.RESOLVED;
        case ASSIGNED, TICKET, NOTE -> true;
      };
    }
  }
}
