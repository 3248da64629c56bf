package weir.gateway;

import java.io.IOException;
import java.util.Optional;
import weir.smtp.Reply;

/// Per-recipient data responses (draft-hall-prdr section 4.5, as Exim has them): where the client
/// agreed to it at MAIL and recipients are not told the same, 353 comes after the message, a reply
/// for each accepted recipient in their order, and then the last one, which is of the message.
final class Prdr {
  private static final Reply BEGINS = Reply.of(353, "", "What each recipient is told follows");

  private Prdr() {}

  static boolean agreed(Transaction transaction) {
    return transaction.prdr() && transaction.accepted().size() > 1;
  }

  /// Says what goes before the last reply, where the recipients differ.
  ///
  /// @param last said of the message, and to everybody whose policy does not refuse it
  static Reply replies(Talk talk, Transaction transaction, Iterable<Share> shares, Reply last)
      throws IOException {
    if (!agreed(transaction) || !differ(shares)) {
      return last;
    }
    talk.say(BEGINS);
    for (Transaction.Accepted each : transaction.accepted()) {
      Optional<Reply> refusal = refusal(each, shares);
      Reply said = talk.say(refusal.orElse(last));
      if (refusal.isPresent()) {
        transaction.refused(each, said);
      }
    }
    return last;
  }

  private static boolean differ(Iterable<Share> shares) {
    Optional<Reply> first = shares.iterator().next().enforcement().refusal();
    for (Share share : shares) {
      if (!share.enforcement().refusal().equals(first)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Reply> refusal(Transaction.Accepted recipient, Iterable<Share> shares) {
    for (Share share : shares) {
      if (share.recipients().contains(recipient)) {
        return share.enforcement().refusal();
      }
    }
    return Optional.empty();
  }
}
