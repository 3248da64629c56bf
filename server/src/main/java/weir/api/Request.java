package weir.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What can be asked of the running server. On the wire a JSON object whose `ask` says which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.TellStatus.class, name = "status"),
  @JsonSubTypes.Type(value = Request.TellTop.class, name = "top"),
  @JsonSubTypes.Type(value = Request.Reload.class, name = "reload"),
  @JsonSubTypes.Type(value = Request.Allow.class, name = "allow"),
  @JsonSubTypes.Type(value = Request.Block.class, name = "block"),
  @JsonSubTypes.Type(value = Request.Lift.class, name = "lift"),
  @JsonSubTypes.Type(value = Request.TellLeases.class, name = "leases"),
  @JsonSubTypes.Type(value = Request.Explain.class, name = "explain"),
  @JsonSubTypes.Type(value = Request.TellLists.class, name = "lists"),
  @JsonSubTypes.Type(value = Request.TestList.class, name = "test-list"),
  @JsonSubTypes.Type(value = Request.Held.List.class, name = "held-list"),
  @JsonSubTypes.Type(value = Request.Held.Show.class, name = "held-show"),
  @JsonSubTypes.Type(value = Request.Held.Read.class, name = "held-read"),
  @JsonSubTypes.Type(value = Request.Held.Release.class, name = "held-release"),
  @JsonSubTypes.Type(value = Request.Held.Delete.class, name = "held-delete"),
  @JsonSubTypes.Type(value = Request.TellSources.class, name = "sources"),
  @JsonSubTypes.Type(value = Request.TellStanding.class, name = "standing"),
  @JsonSubTypes.Type(value = Request.TakeUpActs.class, name = "take-up-acts"),
  @JsonSubTypes.Type(value = Request.Respond.class, name = "respond"),
  @JsonSubTypes.Type(value = Request.Undo.class, name = "undo"),
  @JsonSubTypes.Type(value = Request.Repaired.class, name = "repaired"),
  @JsonSubTypes.Type(value = Request.AcceptAccounts.class, name = "accept-accounts"),
  @JsonSubTypes.Type(value = Request.TryFence.class, name = "try-fence"),
  @JsonSubTypes.Type(value = Request.StageFence.class, name = "stage-fence"),
  @JsonSubTypes.Type(value = Request.Stop.class, name = "stop")
})
public sealed interface Request {

  /// Answered by [Status].
  record TellStatus() implements Request {}

  /// Answered by [Top].
  ///
  /// @param sessions told at most
  /// @param places of each ranking at most
  record TellTop(int sessions, int places) implements Request {}

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

  /// Answered by [Answer.Sources].
  record TellSources() implements Request {}

  /// How an account stands to the rules; answered by [AccountStanding].
  ///
  /// @param account its id
  record TellStanding(String account) implements Request {}

  /// About the store of held messages. A message is named by the id in its 250, which names all its
  /// copies, or as `ID/2` for one.
  sealed interface Held extends Request {

    /// Messages for which all of this holds, the newest first; answered by [Answer.HeldMessages].
    ///
    /// @param states words of states; empty for all
    /// @param sender an address or a domain; empty text for the null sender
    /// @param recipient an address or a domain
    /// @param client an address or a network
    /// @param finding the id of a finding, or of what decided
    record List(
        java.util.List<String> states,
        Optional<String> sender,
        Optional<String> recipient,
        Optional<String> client,
        Optional<String> finding,
        Optional<Instant> since,
        int limit)
        implements Held {
      public List {
        states = java.util.List.copyOf(states);
      }
    }

    /// All copies with this name; answered by [Answer.HeldMessages].
    record Show(String name) implements Held {}

    /// A piece of a message that is still here; answered by [Answer.HeldOctets].
    record Read(String id, int copy, long offset) implements Held {}

    /// Hands messages on that are held; answered by [Answer.HeldMessages] as they are then.
    record Release(String name) implements Held {}

    /// Ends messages that are held; answered by [Answer.HeldMessages] as they are then.
    record Delete(String name) implements Held {}
  }

  /// Writes into the journal what commands did to the mail server's queue; answered by
  /// [Answer.Done].
  record TakeUpActs() implements Request {}

  /// Does something about a sender for a time; answered by [Answer.Responded].
  ///
  /// @param whom an incident's id, an account's, a login, or a target such as `user:web1:2001`
  /// @param response its word, a throttle with its rate
  /// @param preview only say what it would do
  record Respond(String whom, String response, Duration life, String reason, boolean preview)
      implements Request {}

  /// Takes a response back; answered by [Answer.Responded].
  ///
  /// @param lease its id
  record Undo(String lease, String reason) implements Request {}

  /// What led to responses is repaired; answered by [Answer.Done].
  ///
  /// @param whom as with [Respond]
  /// @param passwordChanged the panel has a new password of this login: that releases it by itself
  record Repaired(String whom, boolean passwordChanged, String note) implements Request {}

  /// Takes over what sources of accounts say although it was refused; answered by [Answer.Done].
  ///
  /// @param source its name; empty for all
  record AcceptAccounts(Optional<String> source) implements Request {}

  /// Has the agent of a host try its fence; answered by [Answer.Done].
  record TryFence(String host) implements Request {}

  /// Has the fence of a host hold, or only observe; answered by [Answer.Done].
  record StageFence(String host, boolean holds) implements Request {}

  /// Ends the server in good order; answered by [Answer.Done] before it ends.
  record Stop() implements Request {}
}
