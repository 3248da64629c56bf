package weir.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/// What the server answers. On the wire a JSON object whose `answer` says which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Status.class, name = "status"),
  @JsonSubTypes.Type(value = Answer.Reloaded.class, name = "reloaded"),
  @JsonSubTypes.Type(value = Answer.Mistaken.class, name = "mistaken"),
  @JsonSubTypes.Type(value = Answer.Leased.class, name = "leased"),
  @JsonSubTypes.Type(value = Answer.Leases.class, name = "leases"),
  @JsonSubTypes.Type(value = Explanation.class, name = "explanation"),
  @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Answer.Failed.class, name = "failed")
})
public sealed interface Answer
    permits Status,
        Explanation,
        Answer.Reloaded,
        Answer.Mistaken,
        Answer.Leased,
        Answer.Leases,
        Answer.Done,
        Answer.Failed {

  /// The new configuration is in use.
  ///
  /// @param before the policy's version until now
  /// @param policy the policy's version from now on
  /// @param waiting keys whose new values wait for a restart
  record Reloaded(String before, String policy, List<String> waiting) implements Answer {
    public Reloaded {
      waiting = List.copyOf(waiting);
    }
  }

  /// The configuration has mistakes, and the former one stays in use.
  record Mistaken(List<String> mistakes) implements Answer {
    public Mistaken {
      mistakes = List.copyOf(mistakes);
    }
  }

  /// What holds now; after [Request.Lift], what held until now.
  record Leased(LeaseLine lease) implements Answer {}

  /// All leases, the oldest first.
  record Leases(List<LeaseLine> leases) implements Answer {
    public Leases {
      leases = List.copyOf(leases);
    }
  }

  /// @param word allow or block
  /// @param target what it is about, in its canonical form
  record LeaseLine(String word, String target, String reason, Instant since, Instant until) {}

  /// It is done.
  record Done(String said) implements Answer {}

  /// It was not done.
  ///
  /// @param why a sentence for the operator
  record Failed(String why) implements Answer {}
}
