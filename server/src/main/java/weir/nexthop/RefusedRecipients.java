package weir.nexthop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import weir.mail.Path;
import weir.smtp.Reply;

/// Recipients a hop refused when a message was handed over, so that the client's retry hears it at
/// RCPT and the message passes for the others.
///
/// Bounded: at the bound the least useful entry goes, and its retry is refused at hand-over once
/// more.
public final class RefusedRecipients {

  private static final int BOUND = 20_000;

  /// A refusal "for now" is believed for this share of the time of a final one.
  private static final int TRANSIENT_SHARE = 3;

  private final Cache<String, Reply> refusals;

  /// @param remembered how long a refusal is repeated before the hop is asked again; longer than
  ///   senders wait before they try again
  /// @param nanoTime as [System#nanoTime]
  public RefusedRecipients(Duration remembered, LongSupplier nanoTime) {
    this.refusals =
        Caffeine.newBuilder()
            .maximumSize(BOUND)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<String, Reply>writing((_, reply) ->
                    reply.isPermanent() ? remembered : remembered.dividedBy(TRANSIENT_SHARE)))
            .build();
  }

  void remember(Path recipient, Reply reply) {
    if (recipient instanceof Path.Mailbox mailbox) {
      refusals.put(mailbox.text(), reply);
    }
  }

  /// What the hop said of this recipient not long ago.
  public Optional<Reply> find(Path.Mailbox recipient) {
    return Optional.ofNullable(refusals.getIfPresent(recipient.text()));
  }
}
