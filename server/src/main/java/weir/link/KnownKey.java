package weir.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// The public half of a [SigningKey].
///
/// @param text as it is kept and sent
public record KnownKey(String text) {
  private static final int LONGEST = 100;

  /// @throws IllegalArgumentException where it is none
  public static KnownKey read(String text) {
    KnownKey key = new KnownKey(text.strip());
    if (text.length() > LONGEST || key.key() == null) {
      throw new IllegalArgumentException("no key of ours");
    }
    return key;
  }

  private PublicKey key() {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no key of ours", e);
    }
  }

  /// Whether the other half signed a text.
  public boolean signed(String written, String signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key());
      check.update(written.getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }
}
