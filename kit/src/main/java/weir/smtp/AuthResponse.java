package weir.smtp;

import java.util.Base64;

/// A line of a client within an AUTH exchange, or its initial response (RFC 4954 section 4).
public sealed interface AuthResponse {

  /// What the base64 stood for: secret, and whoever is done with it overwrites it.
  record Octets(byte[] octets) implements AuthResponse {}

  /// `*`: the client gives up; 501.
  record Cancelled() implements AuthResponse {}

  /// No base64; 501 5.5.2.
  record Malformed() implements AuthResponse {}

  /// Reads a line that was asked for with 334.
  static AuthResponse parse(LineRead.Line line) {
    return line.length() == 1 && line.at(0) == '*' ? new Cancelled() : decode(line.text());
  }

  /// Reads an initial response, see [Command.Auth#initial()].
  static AuthResponse decode(String base64) {
    try {
      return new Octets(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return new Malformed();
    }
  }
}
