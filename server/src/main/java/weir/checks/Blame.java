package weir.checks;

import java.util.List;
import java.util.Set;
import weir.check.Conduct;
import weir.checks.dnslists.DnsblCheck;
import weir.checks.dnslists.NameListsCheck;
import weir.checks.dnslists.ReceivedListsCheck;
import weir.journal.Entry;
import weir.journal.Entry.End;
import weir.verdict.Outcome;
import weir.verdict.Outcome.Reason;
import weir.verdict.Verdict;

/// Whether what was refused in a transaction speaks against the client.
public final class Blame {
  /// Refusals for which the client cannot help: a recipient who left is no spam.
  private static final Set<String> OF_RECIPIENTS =
      Set.of(RecipientCheck.NO_SUCH_RECIPIENT.id(), RecipientListsCheck.RECIPIENT_BLOCKED.id());

  private static final Set<String> OF_LISTS =
      Set.of(
          DnsblCheck.ON_BLOCK_LIST.id(),
          NameListsCheck.ON_NAME_LIST.id(),
          ReceivedListsCheck.RECEIVED_LISTED.id());

  private Blame() {}

  /// What it says about its client.
  public static Conduct of(Entry.Transaction ended) {
    List<Verdict> bad =
        ended.judged().stream().map(Entry.Judged::verdict).filter(Blame::isBad).toList();
    if (!bad.isEmpty()) {
      return bad.stream().allMatch(Blame::isNamedByList)
          ? Conduct.BAD_IF_LISTS_ARE_RIGHT
          : Conduct.BAD;
    }
    return isGood(ended) ? Conduct.GOOD : Conduct.NEITHER;
  }

  private static boolean isGood(Entry.Transaction ended) {
    return ended.outcome() == End.DELIVERED
        && ended.judged().stream().allMatch(each -> each.verdict().tags().isEmpty());
  }

  /// Refused for what was found of it. What a check could not tell, and what should come again
  /// later, says nothing about the client.
  private static boolean isBad(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Outcome.Reject(var reason) -> isFound(reason, verdict);
      case Outcome.Close(var reason) -> isFound(reason, verdict);
      case Outcome.Pass _, Outcome.Defer _, Outcome.Quarantine _ -> false;
    };
  }

  private static boolean isFound(Reason reason, Verdict verdict) {
    String id = reason.id();
    return !OF_RECIPIENTS.contains(id)
        && (id.equals(Reason.BY_SCORE.id())
            || verdict.weighed().stream().anyMatch(each -> each.finding().id().equals(id)));
  }

  /// Whatever weight it had: a rule may have asked for it.
  private static boolean isNamedByList(Verdict verdict) {
    return verdict.weighed().stream()
        .anyMatch(each -> OF_LISTS.contains(each.finding().kind().id()));
  }
}
