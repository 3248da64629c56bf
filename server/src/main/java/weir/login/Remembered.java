package weir.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Logins that succeeded lately, so that a client that logs in for every message does not cost a
/// hash, or a question, each time.
///
/// Kept is a digest over name, basis and password under a key that lives as long as the process: a
/// copy of the memory is worth as much as the password file, a changed hash is forgotten by itself.
final class Remembered {

  /// Beyond this the oldest is forgotten.
  static final int MOST = 10_000;

  private final ProcessKey key;
  private final Duration time;
  private final Map<ByteBuffer, Known> known = new LinkedHashMap<>();

  private record Known(String login, Instant from, Instant until) {}

  Remembered(ProcessKey key, Duration time) {
    this.key = key;
    this.time = time;
  }

  /// The login that these belong to.
  Optional<String> find(String user, String basis, byte[] password, Instant now) {
    ByteBuffer digest = digest(user, basis, password);
    synchronized (known) {
      Known found = known.get(digest);
      // Kept later than now: the clock was set back, and nobody knows how old that is.
      return found != null && now.isBefore(found.until()) && !now.isBefore(found.from())
          ? Optional.of(found.login())
          : Optional.empty();
    }
  }

  void keep(String user, String basis, byte[] password, String login, Instant now) {
    if (time.isZero()) {
      return;
    }
    ByteBuffer digest = digest(user, basis, password);
    synchronized (known) {
      // Removed first, so that the order stays the order in which they end.
      known.remove(digest);
      known.put(digest, new Known(login, now, now.plus(time)));
      var oldest = known.values().iterator();
      while (oldest.hasNext() && !oldest.next().until().isAfter(now)) {
        oldest.remove();
      }
      if (known.size() > MOST) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private ByteBuffer digest(String user, String basis, byte[] password) {
    return key.digest(
        user.getBytes(StandardCharsets.UTF_8), basis.getBytes(StandardCharsets.UTF_8), password);
  }
}
