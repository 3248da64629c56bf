package weir.meter;

/// What kind of sender a meter is of, from the narrowest to the widest: what is counted for one
/// counts for those around it as well.
public enum Kind {
  /// A mailbox's login.
  LOGIN,
  /// A program, or the folder that it was started in; where none is known, a user of a host.
  SCRIPT,
  /// The domain of the login or of the sender's address that was checked.
  DOMAIN,
  /// A customer.
  ACCOUNT,
  /// Who sold to customers.
  RESELLER,
  /// A machine.
  HOST
}
