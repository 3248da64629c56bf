package weir.sink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message a [SinkMta] took, with all that was said about it.
///
/// @param connection number of the connection it came on, the first is 1
/// @param hello name given with the last EHLO or HELO
/// @param tls whether the connection was encrypted
/// @param login user name given with AUTH PLAIN
/// @param xclient attributes of all XCLIENT commands so far, decoded, names in capitals
/// @param xforward attributes of the XFORWARD commands of this transaction, likewise
/// @param proxyHeader octets of the PROXY header, empty when none was expected
/// @param mail what followed `MAIL FROM:`
/// @param recipients what followed `RCPT TO:`, of accepted recipients only
/// @param content the message, dot-stuffing undone
/// @param wire the octets from after 354 up to and including the final dot line
public record SinkMessage(
    int connection,
    String hello,
    boolean tls,
    Optional<String> login,
    Map<String, String> xclient,
    Map<String, String> xforward,
    byte[] proxyHeader,
    String mail,
    List<String> recipients,
    byte[] content,
    byte[] wire) {

  /// The content, one character an octet.
  public String text() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /// The octets as they came, one character an octet.
  public String wireText() {
    return new String(wire, StandardCharsets.ISO_8859_1);
  }
}
