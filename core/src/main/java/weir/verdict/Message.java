package weir.verdict;

import java.util.List;
import java.util.Optional;
import weir.mail.Authors;
import weir.mail.ReceivedField;

/// The message as received.
///
/// @param size in octets
/// @param received how many `Received` fields it carried
/// @param hops what the topmost [#MOST_HOPS] of these say, the newest first. Whoever wrote the
///   message can have written them, too
/// @param authors whom its From field names
public record Message(
    long size,
    int received,
    boolean eightBit,
    Optional<String> subject,
    List<ReceivedField> hops,
    Authors authors) {
  /// Received fields that are read; those below are only counted.
  public static final int MOST_HOPS = 20;

  public Message {
    hops = List.copyOf(hops);
  }
}
