package weir.verdict;

/// What the client calls itself (RFC 5321 section 4.1.1.1). Not to be believed.
///
/// @param extended whether it said EHLO
public record Hello(String name, boolean extended) {}
