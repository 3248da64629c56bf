package weir.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key that lives as long as the process: what is computed with it can be foretold by nobody.
final class ProcessKey {

  private static final int OCTETS = 32;

  private final SecretKeySpec key;

  ProcessKey(SecureRandom random) {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    this.key = new SecretKeySpec(octets, "HmacSHA256");
  }

  /// A digest of these parts, in which each part's length is one of its own.
  ByteBuffer digest(byte[]... parts) {
    Mac mac = mac();
    for (byte[] part : parts) {
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length).array());
      mac.update(part);
    }
    return ByteBuffer.wrap(mac.doFinal());
  }

  /// A number, always the same for a text.
  long number(String text) {
    return ByteBuffer.wrap(mac().doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HmacSHA256", missing);
    }
  }
}
