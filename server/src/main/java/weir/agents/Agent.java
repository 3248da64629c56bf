package weir.agents;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.link.KnownKey;
import weir.uplink.Report;

/// A host that is an agent of this server.
///
/// @param host as the directory calls it
/// @param key by which it is known
/// @param enrolled when it became one
/// @param by who invited it
/// @param mark of the last report that was kept
/// @param unknown reports of it that were of a later version, and passed over
/// @param dropped reports that it had no room for while we were away, or that we did not take
/// @param heard when it was heard last
/// @param toldSilent when people were told last that it is not heard
/// @param alive what it said of itself last
/// @param fence what it said of its fence last
/// @param verified what the last tries of the fence came to
public record Agent(
    String host,
    KnownKey key,
    Instant enrolled,
    String by,
    long mark,
    long unknown,
    long dropped,
    Optional<Instant> heard,
    Optional<Instant> toldSilent,
    Optional<Report.Alive> alive,
    Optional<Report.Fence> fence,
    Optional<Report.Verified> verified) {

  /// Whether it has not been heard for too long.
  public boolean isSilent(Duration after, Instant now) {
    return lastHeard().plus(after).isBefore(now);
  }

  /// Whether people were told so since it was heard.
  boolean isToldSilent() {
    return toldSilent.filter(lastHeard()::isBefore).isPresent();
  }

  /// When it was heard last, or became an agent.
  public Instant lastHeard() {
    return heard.orElse(enrolled);
  }

  /// By which its observations are numbered: one that is enrolled anew begins to count anew.
  String source() {
    return "agent " + host + " since " + enrolled.getEpochSecond();
  }
}
