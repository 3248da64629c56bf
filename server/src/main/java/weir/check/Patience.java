package weir.check;

import java.time.Duration;

/// How long clients are sure to wait for a reply. They give up on RCPT after five minutes, and on
/// the 354 to DATA after two (RFC 5321 section 4.5.3.2); what is slowed down stays far below.
public final class Patience {
  public static final Duration MOST = Duration.ofMinutes(1);

  private Patience() {}

  /// @throws IllegalArgumentException when a reply may not wait for so long
  public static void within(String key, Duration time) {
    if (time.isNegative() || time.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          key
              + " must be from 0s to 60s: clients give up on a reply after two to five minutes (RFC 5321"
              + " section 4.5.3.2)");
    }
  }
}
