package weir.api;

import java.time.Instant;
import java.util.Optional;

/// Sources of complaints, for tests of those who show them.
public final class ComplaintSources {
  private ComplaintSources() {}

  /// A Maildir that is not there any more: seven messages were taken, with five complaints.
  ///
  /// @param since when it cannot be read
  public static ComplaintSource unread(Instant since, boolean stale) {
    return new ComplaintSource(
        "abuse",
        "Maildir /var/mail/abuse",
        "not read",
        Optional.empty(),
        Optional.empty(),
        Optional.of(since),
        stale,
        Optional.of("no such folder"),
        Optional.empty(),
        7,
        5,
        3,
        2);
  }
}
