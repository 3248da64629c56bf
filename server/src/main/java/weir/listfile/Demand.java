package weir.listfile;

import weir.mail.Domain;

/// What must be so of the client, too, before a line counts (the forms of SPAMCONTROL).
public sealed interface Demand {

  /// Nothing: the line counts for everybody.
  record Nothing() implements Demand {}

  /// `@domain+`: only those who are trusted may use the address.
  record Stranger() implements Demand {}

  /// `@domain-`: the client's address has no name in the DNS.
  record NoReverseName() implements Demand {}

  /// `@domain=`: no confirmed name of the client's address lies within this domain.
  record NameElsewhere(Domain domain) implements Demand {}

  Demand NOTHING = new Nothing();
}
