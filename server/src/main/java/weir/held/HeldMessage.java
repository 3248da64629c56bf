package weir.held;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import weir.mail.Envelope;
import weir.mail.Path;
import weir.nexthop.ClientIdentity;

/// A message in the store, without its octets.
///
/// @param account whose bounds it draws on
/// @param becomes what it is when it is no longer pending
/// @param at when it was received
/// @param changed when its state changed last
/// @param file name of the file with its octets; copies may share one
/// @param bytes of the file
/// @param hop the next hop that its recipients had when it was received
/// @param tries how often it was handed to a next hop
/// @param due before this time it is not tried again
/// @param said what the next hop said last, or who ended it; empty for nothing
public record HeldMessage(
    Key key,
    String account,
    HeldState state,
    HeldState becomes,
    Instant at,
    Instant changed,
    String file,
    long bytes,
    Envelope envelope,
    ClientIdentity client,
    String hop,
    Optional<String> subject,
    Why why,
    int tries,
    Instant due,
    String said) {

  /// Whose room mail for this recipient takes: the account of its domain, until a directory of
  /// accounts knows better.
  static String account(Path recipient) {
    return recipient instanceof Path.Mailbox mailbox ? mailbox.domain().name() : "postmaster";
  }

  /// The form in which recipients and senders are searched.
  static String key(Path path) {
    return path instanceof Path.Mailbox mailbox
        ? mailbox.key()
        : path.text().toLowerCase(Locale.ROOT);
  }

  /// The same message for some of its recipients.
  HeldMessage with(Key other, Envelope fewer) {
    return new HeldMessage(
        other, account, state, becomes, at, changed, file, bytes, fewer, client, hop, subject, why,
        tries, due, said);
  }

  HeldMessage as(HeldState next, Instant now, Instant nextTry, String word) {
    return new HeldMessage(
        key, account, next, becomes, at, now, file, bytes, envelope, client, hop, subject, why,
        tries, nextTry, word);
  }

  HeldMessage tried() {
    return new HeldMessage(
        key, account, state, becomes, at, changed, file, bytes, envelope, client, hop, subject, why,
        tries + 1, due, said);
  }
}
