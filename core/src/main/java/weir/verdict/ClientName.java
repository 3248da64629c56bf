package weir.verdict;

/// Which name leads back to the client's address ("iprev", RFC 8601 section 3).
public sealed interface ClientName {
  /// @param name in lower case, without a final dot
  record Confirmed(String name) implements ClientName {}

  /// It has none, or none of its names leads back to it.
  record None() implements ClientName {}

  /// Nobody has looked, or the DNS could not tell.
  record NotKnown() implements ClientName {}
}
