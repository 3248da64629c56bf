package weir.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.account.Host;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.Leg;
import weir.received.Came;

/// What came of following the Received fields of a message.
///
/// @param host of ours that handed the message to whoever reports it; empty when no host of ours
///   did, as far as can be told
/// @param source from which address the reporter had it of that host; empty where no host of ours
///   handed it over, and where the message was taken from one
/// @param found whose it is and each link on the way, as sure as the weakest of them; never surer
///   than likely where the header is only shown to us
/// @param isStrangers whether a field that can be read, or the reporter, says that somebody else's
///   server handed it over; where neither this nor [#isOurs] holds, it cannot be told who did
/// @param recipient whom the reporter's own server had it for; empty where that is not told or
///   blanked
/// @param hops fields that our hosts wrote, as far as can be believed, topmost first
/// @param claims fields that anybody may have written, in their order; the topmost ones are not
///   among them
public record Trail(
    Optional<Host> host,
    Optional<Source> source,
    Attribution found,
    boolean isStrangers,
    Optional<String> recipient,
    List<Hop> hops,
    List<Claim> claims) {
  public Trail {
    hops = List.copyOf(hops);
    claims = List.copyOf(claims);
  }

  /// Whether it came from a host of ours, or from a customer's machine at an address of ours.
  public boolean isOurs() {
    return host.isPresent() || found.identity().isPresent();
  }

  /// Ids that our hosts gave it in their queues.
  public List<Queued> queued() {
    return hops.stream()
        .filter(hop -> !hop.isFilters())
        .flatMap(hop -> hop.id().map(id -> new Queued(hop.host(), id, hop.at())).stream())
        .toList();
  }

  /// The address of ours from which the reporter had it.
  ///
  /// @param sure that he did, if he can be believed: claimed where somebody else than his own
  ///   server may have written so
  public record Source(IpAddress address, Confidence sure) {}

  /// A field that a host of ours wrote.
  ///
  /// @param place of it among all Received fields, the topmost is 1
  /// @param host the provider's own name for it
  /// @param by what the field calls it
  /// @param id that it gave the message; where it is a token of our gateway's, the id in it
  /// @param at when it had the message, by its clock
  /// @param came how it had the message
  /// @param sure that this host wrote the field, if the header is what the reporter's server has
  public record Hop(
      int place,
      String host,
      Optional<String> by,
      Optional<String> id,
      Optional<Instant> at,
      Came came,
      Confidence sure) {
    /// What a filter on a host often calls itself.
    static final String LOCALHOST = "localhost";

    Step.OfField about(Step.Part part) {
      return new Step.OfField(place, host, part);
    }

    /// Where it can be looked up whether this host gave it this id; empty where it has none.
    Optional<String> settledBy() {
      return id.filter(_ -> !isFilters()).map(each -> each + " in " + log(host));
    }

    /// Whether it has the id of a message's stay in this host's queue.
    public boolean isOf(Leg leg) {
      return id.filter(each -> leg.isKnownAs(host, each)).isPresent();
    }

    /// Whether it says that a program on the host had it of the host itself. That names nobody: who
    /// handed it in stands below.
    public boolean isFromItself() {
      return came instanceof Came.By(Entrance.Client client)
          && client.login().isEmpty()
          && client.address().filter(IpAddress::isLoopback).isPresent();
    }

    /// Whether a filter wrote it that has no name of its own, such as amavis. Its id is in no
    /// queue, and logs have it in the midst of a line only, if at all.
    boolean isFilters() {
      return isFromItself()
          && by.filter(LOCALHOST::equalsIgnoreCase).isPresent()
          && !host.equalsIgnoreCase(LOCALHOST);
    }

    static String log(String host) {
      return "the log of the mail server of " + host;
    }
  }

  /// An id that a mail server of ours gave the message.
  ///
  /// @param host the provider's own name for it
  /// @param at when it did; empty where the field does not tell
  public record Queued(String host, String id, Optional<Instant> at) {}

  /// A field that proves nothing.
  ///
  /// @param place of it among all Received fields, the topmost is 1
  /// @param value unfolded; anybody's text
  public record Claim(int place, String value) {}
}
