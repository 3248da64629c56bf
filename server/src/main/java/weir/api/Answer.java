package weir.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the server answers. On the wire a JSON object whose `answer` says which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Status.class, name = "status"),
  @JsonSubTypes.Type(value = Top.class, name = "top"),
  @JsonSubTypes.Type(value = Answer.Reloaded.class, name = "reloaded"),
  @JsonSubTypes.Type(value = Answer.Mistaken.class, name = "mistaken"),
  @JsonSubTypes.Type(value = Answer.Leased.class, name = "leased"),
  @JsonSubTypes.Type(value = Answer.Leases.class, name = "leases"),
  @JsonSubTypes.Type(value = Explanation.class, name = "explanation"),
  @JsonSubTypes.Type(value = Answer.DnsLists.class, name = "lists"),
  @JsonSubTypes.Type(value = Answer.ListTested.class, name = "list-tested"),
  @JsonSubTypes.Type(value = Answer.HeldMessages.class, name = "held-messages"),
  @JsonSubTypes.Type(value = Answer.HeldOctets.class, name = "held-octets"),
  @JsonSubTypes.Type(value = Answer.Sources.class, name = "sources"),
  @JsonSubTypes.Type(value = Answer.Responded.class, name = "responded"),
  @JsonSubTypes.Type(value = AccountStanding.class, name = "standing"),
  @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Answer.Failed.class, name = "failed")
})
public sealed interface Answer
    permits Status,
        Top,
        Explanation,
        AccountStanding,
        Answer.Reloaded,
        Answer.Mistaken,
        Answer.Leased,
        Answer.Leases,
        Answer.DnsLists,
        Answer.ListTested,
        Answer.HeldMessages,
        Answer.HeldOctets,
        Answer.Sources,
        Answer.Responded,
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

  /// Every DNS list that the configuration has named since the start, by name.
  record DnsLists(List<ListLine> lists) implements Answer {
    public DnsLists {
      lists = List.copyOf(lists);
    }
  }

  /// @param state `untested`, `good`, `doubtful` or `out`
  /// @param since when it is so
  /// @param why what is wrong; empty where nothing is
  /// @param questions asked since the start, tests not among them
  /// @param remembered of these, answered from memory
  /// @param alone refusals that rest on this list and on no other
  /// @param failures answers that did not come, or could not be used
  /// @param timeouts of these, not come in time
  /// @param refusals answers that say we ask wrongly or too often
  /// @param mean how long an answer took that did not come from memory
  /// @param p95 what 95 of 100 of these kept to
  /// @param longGood clients long good that its last test asked about, those that it did not have
  ///   while it was sound
  /// @param longGoodListed of these, on the list
  record ListLine(
      String zone,
      String state,
      Instant since,
      String why,
      long questions,
      long remembered,
      long listings,
      long alone,
      long failures,
      long timeouts,
      long refusals,
      Duration mean,
      Duration p95,
      int longGood,
      int longGoodListed) {}

  /// What came of a test, and where the list stands after it.
  ///
  /// @param result `good`, `wrong` or `silent`
  /// @param why what was wrong, or why it could not tell; empty where it is good
  record ListTested(String result, String why, ListLine list) implements Answer {}

  /// Messages of the store.
  record HeldMessages(List<HeldLine> messages) implements Answer {
    public HeldMessages {
      messages = List.copyOf(messages);
    }
  }

  /// A piece of a message.
  ///
  /// @param base64 its octets
  /// @param size of the whole message
  record HeldOctets(String base64, long size) implements Answer {}

  /// What tells the server of outgoing mail, the gateway itself first.
  record Sources(List<SourceLine> sources, List<ComplaintSource> complaints) implements Answer {
    public Sources {
      complaints = List.copyOf(complaints);
      sources = List.copyOf(sources);
    }
  }

  /// A response, and what is so where.
  ///
  /// @param lease its id; empty where it is only looked at
  /// @param target whom it is aimed at, as it is written
  /// @param response what it does, in words
  /// @param until when its time is over
  /// @param places all places where responses take effect
  /// @param touched what else it touches, and what is worth knowing before
  record Responded(
      Optional<String> lease,
      String target,
      String response,
      Instant until,
      List<PlaceLine> places,
      List<String> touched)
      implements Answer {
    public Responded {
      places = List.copyOf(places);
      touched = List.copyOf(touched);
    }
  }

  /// What a response does at a place.
  ///
  /// @param place its name in the settings
  /// @param state `would`, `cannot`, `in force`, `over` or `trouble`
  /// @param words the steps of a preview, each a line; why it cannot; what went wrong
  record PlaceLine(String place, String state, List<String> words) {
    public PlaceLine {
      words = List.copyOf(words);
    }
  }

  /// It is done.
  record Done(String said) implements Answer {}

  /// It was not done.
  ///
  /// @param why a sentence for the operator
  record Failed(String why) implements Answer {}
}
