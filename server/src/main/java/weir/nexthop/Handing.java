package weir.nexthop;

import java.util.List;
import java.util.function.BooleanSupplier;
import weir.mail.Content;
import weir.mail.Envelope;
import weir.mail.HeaderField;

/// One judged message on its way to the next hop.
///
/// @param id our id of the transaction, 13 base32 characters
/// @param envelope sender, parameters and the recipients accepted for this hop
/// @param added our header fields in the order they shall stand, above the content
/// @param content the message as received, less what the enforcer removed
/// @param client who the client is, told to the hop as its identity setting says
/// @param clientStillThere asked once, just before the commit; may be called from another thread
///   while the caller of [NextHop#handOver] waits
public record Handing(
    String id,
    Envelope envelope,
    List<HeaderField> added,
    Content content,
    ClientIdentity client,
    BooleanSupplier clientStillThere) {

  public Handing {
    added = List.copyOf(added);
  }
}
