package weir.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Logins that succeeded lately, so that a client that logs in for every message does not cost a
/// hash each time.
///
/// Kept is a digest over name, hash and password under a key that lives as long as the process: a
/// copy of the memory is worth as much as the password file, a changed hash is forgotten by itself.
final class Remembered {

  /// Beyond this the oldest is forgotten.
  static final int MOST = 10_000;

  private final SecretKeySpec key;
  private final Duration time;
  private final Map<ByteBuffer, Instant> until = new LinkedHashMap<>();

  /// @param key 32 random bytes
  Remembered(byte[] key, Duration time) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.time = time;
  }

  boolean knows(ByteBuffer digest, Instant now) {
    synchronized (until) {
      Instant end = until.get(digest);
      return end != null && now.isBefore(end);
    }
  }

  void keep(ByteBuffer digest, Instant now) {
    if (time.isZero()) {
      return;
    }
    synchronized (until) {
      // Removed first, so that the order stays the order in which they end.
      until.remove(digest);
      until.put(digest, now.plus(time));
      var oldest = until.entrySet().iterator();
      while (oldest.hasNext() && !oldest.next().getValue().isAfter(now)) {
        oldest.remove();
      }
      if (until.size() > MOST) {
        until.remove(until.keySet().iterator().next());
      }
    }
  }

  ByteBuffer digest(String login, PasswordHash hash, byte[] password) {
    Mac mac = mac();
    part(mac, login.getBytes(StandardCharsets.UTF_8));
    part(mac, hash.text().getBytes(StandardCharsets.UTF_8));
    part(mac, password);
    return ByteBuffer.wrap(mac.doFinal());
  }

  /// A number that only we can foretell, always the same for a name.
  long secret(String login) {
    return ByteBuffer.wrap(mac().doFinal(login.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static void part(Mac mac, byte[] octets) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, octets.length).array());
    mac.update(octets);
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
