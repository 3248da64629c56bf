package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.check.Conduct;
import weir.check.EndedTransaction;
import weir.check.Situation;
import weir.checks.dnslists.DnsblCheck;
import weir.checks.dnslists.NameListsCheck;
import weir.journal.Entry;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

class BlameTest {
  private static final FindingKind MY_RULE =
      FindingKind.of("my-rule", "A rule of mine.", "Go away.", "7.1");

  private static Conduct of(Entry.End end, Outcome outcome, Verdict.Weighed... weighed) {
    Verdict verdict =
        new Verdict(
            outcome, Duration.ZERO, List.of(), 0, List.of(weighed), List.of(), List.of(), "p@1");
    return Blame.of(
        EndedTransaction.of(
            Situation.of("45.51.100.1").facts().client(), Situation.START, end, verdict));
  }

  private static Conduct refused(String reason, Verdict.Weighed... weighed) {
    return of(
        Entry.End.REFUSED,
        new Outcome.Reject(new Outcome.Reason(reason, "7.1", "Go away")),
        weighed);
  }

  private static Verdict.Weighed found(FindingKind kind, Verdict.Weight weight) {
    return new Verdict.Weighed("check", Finding.of(kind, new Evidence("what", "ever")), weight, 0);
  }

  @Test
  void aMessageThatWasTakenIsGood() {
    assertThat(of(Entry.End.DELIVERED, new Outcome.Pass())).isEqualTo(Conduct.GOOD);
  }

  @Test
  void aRefusalInWhichAListHadAPartIsBadIfTheListIsRight() {
    assertThat(
            List.of(
                refused(
                    DnsblCheck.ON_BLOCK_LIST.id(),
                    found(DnsblCheck.ON_BLOCK_LIST, Verdict.Weight.COUNTED)),
                refused("score", found(NameListsCheck.ON_NAME_LIST, Verdict.Weight.COUNTED)),
                refused(
                    MY_RULE.id(),
                    found(DnsblCheck.ON_BLOCK_LIST, Verdict.Weight.OBSERVED),
                    found(MY_RULE, Verdict.Weight.COUNTED))))
        .containsOnly(Conduct.BAD_IF_LISTS_ARE_RIGHT);
  }

  @Test
  void aRefusalThatNoListHadAPartInIsBad() {
    assertThat(
            refused(
                EarlyTalkCheck.EARLY_TALKER.id(),
                found(EarlyTalkCheck.EARLY_TALKER, Verdict.Weight.COUNTED)))
        .isEqualTo(Conduct.BAD);
  }

  @Test
  void anUnknownRecipientIsNobodysFault() {
    assertThat(
            refused(
                RecipientCheck.NO_SUCH_RECIPIENT.id(),
                found(RecipientCheck.NO_SUCH_RECIPIENT, Verdict.Weight.COUNTED)))
        .isEqualTo(Conduct.NEITHER);
  }
}
