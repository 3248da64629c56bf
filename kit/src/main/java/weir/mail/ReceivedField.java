package weir.mail;

import weir.net.IpAddress;

/// What a Received field says of the host that its writer had the message from (RFC 5321 section
/// 4.4), as the mail servers in use write it. As true as its writer: whoever reads it has to know
/// who that is.
public sealed interface ReceivedField {
  /// Octets of a field that are worth reading: the `from` clause stands at its beginning.
  int LIMIT = 1000;

  /// The peer's address, as the writer saw it.
  record From(IpAddress address) implements ReceivedField {}

  /// The writer had the message from the network; the field below is of the same host and says from
  /// whom. qmail writes two.
  record FieldBelow() implements ReceivedField {}

  /// No address: a program on the writer's own host, or a form that nobody knows.
  record NoAddress() implements ReceivedField {}

  /// Reads the value of a field.
  ///
  /// An address counts where servers write what they saw: in brackets inside of a comment, as a
  /// whole comment, or in brackets in place of the name where no comment has one. What the client
  /// said of itself (HELO) does not count, and no version, such as `8.12.9.1`.
  ///
  /// @param value unfolded; not to be trusted
  static ReceivedField read(String value) {
    if (FromClause.QMAIL.matcher(value).lookingAt()) {
      return new FieldBelow();
    }
    return FromClause.of(value)
        .flatMap(FromClause::address)
        .<ReceivedField>map(From::new)
        .orElseGet(NoAddress::new);
  }
}
