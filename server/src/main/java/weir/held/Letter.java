package weir.held;

import java.time.Instant;
import java.util.Optional;
import weir.mail.Content;
import weir.nexthop.ClientIdentity;

/// A message that comes into the store: what all its copies share.
///
/// @param id our id of the transaction, which the 250 carries
/// @param at when it was received
/// @param client who sent it, as the next hop will be told
/// @param content as received, less what the gateway cut out
public record Letter(
    String id, Instant at, ClientIdentity client, Optional<String> subject, Content content) {}
