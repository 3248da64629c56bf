package weir.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  /// @param last said of the message, and to everybody who is refused by no policy and not by the
  ///   next hop
  static Reply replies(Talk talk, Transaction transaction, Iterable<PolicyGroup> groups, Reply last)
      throws IOException {
    if (!agreed(transaction)) {
      return last;
    }
    List<Optional<Reply>> refusals = new ArrayList<>();
    for (Transaction.Accepted each : transaction.accepted()) {
      refusals.add(refusal(each, groups).or(() -> transaction.refusedByHop(each)));
    }
    if (refusals.stream().distinct().count() == 1) {
      return last;
    }
    talk.say(BEGINS);
    for (int i = 0; i < refusals.size(); i++) {
      Reply said = talk.say(refusals.get(i).orElse(last));
      if (refusals.get(i).isPresent()) {
        transaction.refused(transaction.accepted().get(i), said);
      }
    }
    return last;
  }

  private static Optional<Reply> refusal(
      Transaction.Accepted recipient, Iterable<PolicyGroup> groups) {
    for (PolicyGroup group : groups) {
      if (group.recipients().contains(recipient)) {
        return group.enforcement().refusal();
      }
    }
    return Optional.empty();
  }
}
