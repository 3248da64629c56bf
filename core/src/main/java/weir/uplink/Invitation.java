package weir.uplink;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What a host needs to become an agent of a server: one text, good once.
///
/// @param server `HOST:PORT` where agents are listened for
/// @param host what the agent will be called
/// @param secret that proves the invitation
/// @param pin SHA-256, in hexadecimal, of the server's public key: no certificate authority is
///   asked
public record Invitation(String server, String host, String secret, String pin) {
  private static final String FORM = "weir-1-";
  private static final int LONGEST = 2_000;

  /// As people copy it.
  public String text() {
    String all = String.join("\n", server, host, secret, pin);
    return FORM
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(all.getBytes(StandardCharsets.UTF_8));
  }

  /// What [#text] wrote.
  public static Optional<Invitation> read(String text) {
    String clean = text.strip();
    if (!clean.startsWith(FORM) || clean.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] octets = Base64.getUrlDecoder().decode(clean.substring(FORM.length()));
      String[] parts = new String(octets, StandardCharsets.UTF_8).split("\n", -1);
      return parts.length == 4
          ? Optional.of(new Invitation(parts[0], parts[1], parts[2], parts[3]))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
