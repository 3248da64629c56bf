package weir.former;

import java.util.Optional;
import weir.net.IpAddress;

/// One client and what it says: what the old rules are asked about.
///
/// @param helo empty where the client says none, which the old servers let pass
/// @param sender without brackets; empty for the null sender
/// @param recipient without brackets
/// @param ident what the client's host said of its user (the ident protocol); Weir asks nobody
public record Attempt(
    IpAddress client,
    Optional<String> helo,
    String sender,
    String recipient,
    Optional<String> ident) {}
