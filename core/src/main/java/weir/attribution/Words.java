package weir.attribution;

import java.util.List;
import weir.account.Account;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Tenure;
import weir.observation.Leg;

/// What attribution speaks of, in people's words.
public final class Words {
  private Words() {}

  /// An identity, such as `login anna@shop.example`.
  public static String of(Identity identity) {
    return switch (identity) {
      case Identity.Login(String name) -> "login " + name;
      case Identity.LocalUser(String host, long uid) -> "uid " + uid + " on " + host;
      case Identity.LocalName(String host, String name) -> "user " + name + " on " + host;
      case Identity.Script(String host, String path) -> path + " on " + host;
      case Identity.Site site -> "site " + site.name().name();
      case Identity.ClientNetwork client -> "network " + client.network();
      case Identity.Container(String host, String id) -> "container " + id + " on " + host;
      case Identity.SenderAddress(String address) -> "sender " + address;
      case Identity.SenderDomain domain -> "senders at " + domain.name().name();
    };
  }

  /// How a leg is known to be the message of the one before.
  static Step link(Leg leg) {
    String here = leg.key().host() + ": the same message is " + leg.key().id();
    return switch (leg.link()) {
      case FIRST -> throw new IllegalArgumentException("nothing is before the first leg");
      case QUEUED_AS ->
          Step.of(
              here,
              Confidence.STRONG,
              "both servers say so: the one gave the id, the other took it from there");
      case REQUEUED -> Step.of(here, Confidence.STRONG, "the server says that it queued it again");
      case MESSAGE_ID ->
          Step.open(
              here,
              Confidence.LIKELY,
              "Message-ID, time, size and host fit, and no other message's do",
              "the log of the server before, with the id that the next one gave");
    };
  }

  /// Whose an identity was.
  public static Step owner(String what, Ownership owner) {
    return switch (owner) {
      case Ownership.Owned(Account account, Tenure _) ->
          Step.of(what + " was " + account.id() + "'s then", Confidence.CERTAIN, "the directory");
      case Ownership.Nobody _ ->
          Step.open(
              what + " belonged to nobody then",
              Confidence.CERTAIN,
              "the directory does not have it",
              "weir accounts check");
      case Ownership.Several(List<String> accounts) ->
          Step.open(
              what + " belonged to several: " + String.join(", ", accounts),
              Confidence.CLAIMED,
              "the directory gives it to each of them",
              "weir accounts check");
      case Ownership.Shared(String shared) ->
          Step.open(
              what + " is shared by many: " + shared,
              Confidence.CLAIMED,
              "the directory says so",
              "whoever stands behind it has to be told another way");
      case Ownership.Unknown(String cause) ->
          Step.open(
              "whose " + what + " was is not known",
              Confidence.CLAIMED,
              cause,
              "a directory that answers");
    };
  }
}
