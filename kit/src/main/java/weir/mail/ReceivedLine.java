package weir.mail;

import java.time.Instant;
import java.util.Optional;
import weir.net.IpAddress;

/// The trace field that every message gets from us (RFC 5321 section 4.4, RFC 2505 section 2.2):
/// address, name and HELO of the client, how it spoke, our id, and when.
///
/// Whatever comes from outside is bounded and made harmless here; a record of anything builds a
/// valid field.
///
/// @param client address of the client
/// @param reverseName its confirmed PTR name; empty prints `unknown`
/// @param helo what it said in HELO or EHLO; need not be a name at all
/// @param protocol how it spoke
/// @param tls protocol and cipher suite, such as `TLSv1.3` and `TLS_AES_256_GCM_SHA384`
/// @param login as whom the client logged in, where readers are to see that
/// @param by our own name
/// @param id of the transaction; an atom
/// @param recipient the recipient, only where there is exactly one: with more, each would learn of
///   the others (RFC 5321 section 7.6)
/// @param date when the message was complete
public record ReceivedLine(
    IpAddress client,
    Optional<String> reverseName,
    String helo,
    Protocol protocol,
    Optional<Tls> tls,
    Optional<String> login,
    Domain by,
    String id,
    Optional<Path> recipient,
    Instant date) {

  private static final int FOREIGN_LIMIT = 255;

  /// The channel.
  public record Tls(String version, String cipher) {}

  /// What stands after `with`: RFC 3848, RFC 6531 section 4.3.
  ///
  /// @param extended the client said EHLO
  /// @param tls the dialog was encrypted
  /// @param login the client authenticated itself
  /// @param utf8 the transaction has SMTPUTF8
  public record Protocol(boolean extended, boolean tls, boolean login, boolean utf8) {
    @Override
    public String toString() {
      if (!extended) {
        return "SMTP";
      }
      return (utf8 ? "UTF8SMTP" : "ESMTP") + (tls ? "S" : "") + (login ? "A" : "");
    }
  }

  /// @throws IllegalArgumentException when our own id is not an atom of at most 64 characters
  public ReceivedLine {
    if (!LocalPart.isDotString(id) || !DomainText.isAscii(id) || id.length() > 64) {
      throw new IllegalArgumentException("the id of a Received field must be an atom");
    }
  }

  /// The field; each clause has a line of its own.
  public HeaderField field() {
    StringBuilder value = new StringBuilder(300);
    from(value);
    tls.ifPresent(channel ->
        value
            .append("\t(using ")
            .append(foreign(channel.version))
            .append(" with cipher ")
            .append(foreign(channel.cipher))
            .append(')'));
    // In Postfix's words (smtpd_sasl_authenticated_header), which readers of abuse reports know.
    login.ifPresent(name ->
        value
            .append("\t(Authenticated sender: ")
            .append(Printable.quotedInComment(name, FOREIGN_LIMIT))
            .append(')'));
    value
        .append("\tby ")
        .append(by.name())
        .append(" with ")
        .append(protocol)
        .append(" id ")
        .append(id);
    recipient.flatMap(this::printable).ifPresent(path -> value.append("\tfor ").append(path));
    value.append(";\t");
    MailDate.append(value, date);
    return new HeaderField("Received", value.toString());
  }

  /// `from HELO (NAME [ADDRESS])`. What the client said stands in the place of a domain only if it
  /// is one (`Extended-Domain`); else the address stands there and the saying moves into a comment.
  private void from(StringBuilder value) {
    Optional<Domain> said = Optional.of(helo).filter(DomainText::isAscii).flatMap(Domain::parse);
    String name =
        reverseName
            .flatMap(Domain::parse)
            .filter(domain -> !domain.isLiteral())
            .map(Domain::name)
            // A host may be named `helo`, and `(helo [192.0.2.7])` is how others tell a HELO.
            .filter(seen -> !FromClause.tellsWhatWasSaid(seen + " "))
            .orElse("unknown");
    value
        .append("from ")
        .append(said.map(Domain::name).orElseGet(client::literal))
        .append(" (")
        .append(name)
        .append(' ')
        .append(client.literal())
        .append(')');
    if (said.isEmpty()) {
      value.append("\t(HELO ").append(foreign(helo)).append(')');
    }
  }

  /// A path beyond ASCII may stand in a header only where the message is internationalized (RFC
  /// 6532).
  private Optional<String> printable(Path path) {
    boolean plain = DomainText.isAscii(path.text());
    return plain || protocol.utf8 ? Optional.of("<" + path.text() + ">") : Optional.empty();
  }

  private static String foreign(String text) {
    return Printable.inComment(text, FOREIGN_LIMIT);
  }
}
