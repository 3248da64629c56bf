package weir.nexthop;

import java.util.Optional;
import weir.smtp.Extensions;

/// Where messages go after they were judged. Safe for use by many threads.
public interface NextHop extends AutoCloseable {

  /// The name the configuration gives this hop.
  String name();

  /// Why a message could not be handed over right now, as far as that is known without trying: the
  /// hop is known to be down, or messages wait so long for a connection that one more would hardly
  /// get it in time. Asked at MAIL (451), before a body is uploaded in vain. Never blocks.
  Optional<HopTrouble> troubleNow();

  /// What was wrong when this hop was tried last. Unlike [#troubleNow] it stays when the pause is
  /// over and messages may try again, until one of them, or a probe, succeeds.
  default Optional<HopTrouble> lastTrouble() {
    return troubleNow();
  }

  /// What may be offered to clients on behalf of this hop: as last learned, SIZE already less our
  /// header fields' share. Never learned: SIZE and 8BITMIME only.
  Extensions extensions();

  /// Learns what the hop offers, by connecting to it where it is a server. Asked at start; blocks.
  ///
  /// @return why that failed
  Optional<String> probe();

  /// How many recipients one transaction may have for this hop.
  ///
  /// @param each whether the client takes a reply for each recipient (PRDR); if not it hears one
  ///   for the message, so where the hop gives one to each recipient it must be one recipient
  default int recipientsAtOnce(boolean each) {
    return Integer.MAX_VALUE;
  }

  /// Hands one message over and waits for the hop's final word. Blocks the calling thread within
  /// the hop's deadlines. Never throws for anything the hop, the network or the disk does.
  Handover handOver(Handing handing);

  /// Ends idle connections at once; messages under way are finished by their own threads.
  @Override
  void close();
}
