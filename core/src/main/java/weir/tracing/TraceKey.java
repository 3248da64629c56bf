package weir.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key that seals tokens.
public final class TraceKey {
  /// Octets of a secret.
  public static final int LENGTH = 32;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private final byte[] secret;
  private final Instant since;
  private final String name;

  /// @param since when it was made
  /// @throws IllegalArgumentException for a secret of another length
  public TraceKey(byte[] secret, Instant since) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("the secret of a key has " + LENGTH + " octets");
    }
    this.secret = secret.clone();
    this.since = since;
    this.name = text(digest(secret), TraceToken.KEY);
  }

  /// Which one it is, for tokens: a few bits of its digest, so that keys that were made by
  /// different servers need no numbers.
  public String name() {
    return name;
  }

  public Instant since() {
    return since;
  }

  public byte[] secret() {
    return secret.clone();
  }

  /// A keyed digest of some words as letters and digits, five bits each.
  String sign(int characters, String... words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      for (String word : words) {
        mac.update(word.getBytes(UTF_8));
        mac.update((byte) 0);
      }
      return text(mac.doFinal(), characters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String text(byte[] octets, int characters) {
    StringBuilder text = new StringBuilder(characters);
    int bits = 0;
    int have = 0;
    for (int at = 0; text.length() < characters; ) {
      if (have < 5) {
        bits = bits << 8 | octets[at++] & 0xFF;
        have += 8;
      }
      have -= 5;
      text.append(ALPHABET.charAt(bits >> have & 31));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TraceKey key
        && MessageDigest.isEqual(secret, key.secret)
        && since.equals(key.since);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return name + " of " + since;
  }
}
