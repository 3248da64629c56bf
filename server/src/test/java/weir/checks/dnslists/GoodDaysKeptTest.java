package weir.checks.dnslists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import weir.check.EndedTransaction;
import weir.check.Situation;
import weir.check.Tables;
import weir.checks.Blame;
import weir.checks.Checks;
import weir.enforce.Enforcer;
import weir.journal.Entry;
import weir.lists.GoodDays;
import weir.state.MemoryState;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

class GoodDaysKeptTest {
  private static final String CLIENT = "45.51.100.1";
  private static final FindingKind EARLY_TALKER = onlyKindOf("early-talk");
  private static final FindingKind NO_SUCH_RECIPIENT = onlyKindOf("recipient");

  private final MemoryState state = new MemoryState();
  private final Situation time = Situation.of(CLIENT);
  private final GoodDaysKept kept = new GoodDaysKept(state, time);
  private final Enforcer enforcer = new Enforcer(state, Tables.all(), time);

  private static FindingKind onlyKindOf(String check) {
    List<FindingKind> kinds = Objects.requireNonNull(Checks.kinds().get(check));
    assertThat(kinds).hasSize(1);
    return kinds.getFirst();
  }

  private void ended(String client, Entry.End end, Outcome outcome, Verdict.Weighed... weighed) {
    Facts facts = Situation.of(client).facts();
    Verdict verdict =
        new Verdict(
            outcome, Duration.ZERO, List.of(), 0, List.of(weighed), List.of(), List.of(), "p@1");
    enforcer.remember(
        kept.afterwards(
            facts.client(),
            Blame.of(EndedTransaction.of(facts.client(), time.instant(), end, verdict))));
  }

  private void taken(String client) {
    ended(client, Entry.End.DELIVERED, new Outcome.Pass());
  }

  private void goodDays(int days) {
    for (int day = 0; day < days; day++) {
      taken(CLIENT);
      time.later(Duration.ofDays(1));
    }
  }

  private static Verdict.Weighed found(FindingKind kind, Verdict.Weight weight) {
    return new Verdict.Weighed("check", Finding.of(kind, new Evidence("what", "ever")), weight, 0);
  }

  private static Outcome rejected(String id) {
    return new Outcome.Reject(new Outcome.Reason(id, "7.1", "Go away"));
  }

  private int days(String client) {
    return state
        .get(GoodDays.TABLE, client, time.instant())
        .flatMap(entry -> GoodDays.of(entry.value()))
        .map(GoodDays::days)
        .orElse(0);
  }

  @Test
  void aDayCountsOnceHoweverManyMessagesCome() {
    taken(CLIENT);
    taken(CLIENT);
    assertThat(days(CLIENT)).isEqualTo(1);
    time.later(Duration.ofDays(1));
    taken(CLIENT);
    assertThat(days(CLIENT)).isEqualTo(2);
  }

  @Test
  void whatAListThatListsTheWorldHasRefusedForgetsNothing() {
    goodDays(30);
    for (int i = 0; i < 100; i++) {
      ended(
          CLIENT,
          Entry.End.REFUSED,
          rejected("on-block-list"),
          found(DnsblCheck.ON_BLOCK_LIST, Verdict.Weight.COUNTED));
    }
    ended(
        CLIENT,
        Entry.End.REFUSED,
        rejected("score"),
        found(NameListsCheck.ON_NAME_LIST, Verdict.Weight.COUNTED));
    ended(
        CLIENT,
        Entry.End.REFUSED,
        rejected("my-rule"),
        found(DnsblCheck.ON_BLOCK_LIST, Verdict.Weight.OBSERVED),
        found(
            FindingKind.of("my-rule", "A rule of mine.", "Go away.", "7.1"),
            Verdict.Weight.COUNTED));
    assertThat(days(CLIENT)).isEqualTo(30);
  }

  @Test
  void aRefusalThatNoListHadAPartInForgetsAll() {
    goodDays(30);
    ended(
        CLIENT,
        Entry.End.REFUSED,
        rejected(EARLY_TALKER.id()),
        found(EARLY_TALKER, Verdict.Weight.COUNTED));
    assertThat(days(CLIENT)).isZero();
  }

  @Test
  void anUnknownRecipientForgetsNothing() {
    goodDays(2);
    ended(
        CLIENT,
        Entry.End.REFUSED,
        rejected(NO_SUCH_RECIPIENT.id()),
        found(NO_SUCH_RECIPIENT, Verdict.Weight.COUNTED));
    assertThat(days(CLIENT)).isEqualTo(2);
  }

  @Test
  void aNewcomerIsForgottenSoonAndWhoWasGoodForLongAfterFortyDays() {
    taken("45.52.100.1");
    time.later(Duration.ofDays(11));
    assertThat(days("45.52.100.1")).isZero();

    goodDays(40);
    time.later(Duration.ofDays(38));
    assertThat(days(CLIENT)).isEqualTo(40);
    time.later(Duration.ofDays(1));
    assertThat(days(CLIENT)).isZero();
  }

  @Test
  void addressesThatNoListHasAreNotRemembered() {
    taken("10.0.0.1");
    assertThat(days("10.0.0.1")).isZero();
  }
}
