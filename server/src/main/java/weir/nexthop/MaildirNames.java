package weir.nexthop;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Names of files in a Maildir that nobody else has: second, process, counter, our id, host
/// (cr.yp.to/proto/maildir.html), and the size, which Dovecot reads there.
final class MaildirNames {

  private final String host;
  private final long process = ProcessHandle.current().pid();
  private final AtomicLong counter = new AtomicLong();
  private final LongSupplier epochSecond;

  MaildirNames(String host) {
    this(host, () -> Instant.now().getEpochSecond());
  }

  MaildirNames(String host, LongSupplier epochSecond) {
    this.host = MailboxName.folder(host);
    this.epochSecond = epochSecond;
  }

  /// The name while the message is written.
  String next(String id) {
    return epochSecond.getAsLong()
        + ".P"
        + process
        + "Q"
        + counter.incrementAndGet()
        + "_"
        + MailboxName.folder(id)
        + "."
        + host;
  }

  /// The name in `new`.
  static String finished(String name, long size) {
    return name + ",S=" + size;
  }
}
