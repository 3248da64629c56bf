package weir.check;

/// What a transaction that is over says about the client.
public enum Conduct {
  /// Its message was taken by the next hop, and nothing in it was worth a mark.
  GOOD,
  /// Something was refused for what was found of it.
  BAD,
  /// Something was refused, and each time a DNS list had named the client, its names or its way:
  /// bad, if that list is right.
  BAD_IF_LISTS_ARE_RIGHT,
  /// Neither: held, marked, left off, refused for now, or refused for what the client cannot help.
  NEITHER
}
