package weir.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/// What can be asked of the running server. On the wire a JSON object whose `ask` says which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.TellStatus.class, name = "status"),
  @JsonSubTypes.Type(value = Request.Reload.class, name = "reload"),
  @JsonSubTypes.Type(value = Request.Allow.class, name = "allow"),
  @JsonSubTypes.Type(value = Request.Block.class, name = "block"),
  @JsonSubTypes.Type(value = Request.Lift.class, name = "lift"),
  @JsonSubTypes.Type(value = Request.TellLeases.class, name = "leases"),
  @JsonSubTypes.Type(value = Request.Explain.class, name = "explain"),
  @JsonSubTypes.Type(value = Request.TellLists.class, name = "lists"),
  @JsonSubTypes.Type(value = Request.TestList.class, name = "test-list"),
  @JsonSubTypes.Type(value = Request.Stop.class, name = "stop")
})
public sealed interface Request {

  /// Answered by [Status].
  record TellStatus() implements Request {}

  /// Reads the configuration again; answered by [Answer.Reloaded] or [Answer.Mistaken].
  record Reload() implements Request {}

  /// Lets somebody in for a time; answered by [Answer.Leased].
  ///
  /// @param target an address, a network, a domain or a sender
  record Allow(String target, Duration life, String reason) implements Request {}

  /// Keeps somebody out for a time; answered by [Answer.Leased].
  record Block(String target, Duration life, String reason) implements Request {}

  /// Ends an [Allow] or [Block] before its time; answered by [Answer.Leased].
  record Lift(String target) implements Request {}

  /// Answered by [Answer.Leases].
  record TellLeases() implements Request {}

  /// Walks an imagined session; answered by [Explanation].
  record Explain(ImaginedSession session) implements Request {}

  /// Answered by [Answer.DnsLists].
  record TellLists() implements Request {}

  /// Tests a DNS list now; answered by [Answer.ListTested].
  record TestList(String zone) implements Request {}

  /// Ends the server in good order; answered by [Answer.Done] before it ends.
  record Stop() implements Request {}
}
