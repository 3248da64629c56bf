package weir.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevisionTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  /// Accounts from..99, each with the uid of its number on web1; the first `moved` of them have the
  /// uid of somebody else.
  private static AccountBook book(int from, int moved) {
    List<Account> accounts =
        IntStream.range(from, 100).mapToObj(i -> Account.of("account" + i)).toList();
    List<Tenure> tenures = new ArrayList<>();
    for (int i = from; i < 100; i++) {
      int owner = i < from + moved ? 99 : i;
      tenures.add(Tenure.always(new Identity.LocalUser("web1", i), "account" + owner));
    }
    return AccountBook.of(accounts, tenures, Map.of());
  }

  @Test
  void aFewMayLeaveAndAFewMayMove() {
    Revision leaving = Revision.between(book(0, 0), book(5, 0), NOW);
    assertThat(leaving).isEqualTo(new Revision(100, 5, 100, 0, 0));
    assertThat(leaving.refusal()).isEmpty();
    Revision moving = Revision.between(book(0, 0), book(0, 1), NOW);
    assertThat(moving).isEqualTo(new Revision(100, 0, 100, 1, 0));
    assertThat(moving.refusal()).isEmpty();
  }

  @Test
  void manyMayNot() {
    assertThat(Revision.between(book(0, 0), book(6, 0), NOW).refusal())
        .hasValue("6 of 100 accounts are missing, more than 5 %");
    assertThat(Revision.between(book(0, 0), book(0, 2), NOW).refusal())
        .hasValue("2 of 100 identities belong to another account, more than 1 %");
  }

  @Test
  void accountsThatHaveNothingAnyMoreAreHalfAnAnswer() {
    List<Account> accounts =
        IntStream.range(0, 100).mapToObj(i -> Account.of("account" + i)).toList();
    AccountBook bare = AccountBook.of(accounts, List.of(), Map.of());
    Revision emptied = Revision.between(book(0, 0), bare, NOW);
    assertThat(emptied).isEqualTo(new Revision(100, 0, 100, 0, 100));
    assertThat(emptied.refusal())
        .hasValue("100 of 100 identities belong to nobody now, more than 5 %");
  }

  @Test
  void aSmallProviderMayAllowMore() {
    assertThat(Revision.between(book(0, 0), book(6, 0), NOW).refusal(6, 1)).isEmpty();
    assertThat(Revision.between(book(0, 0), book(0, 2), NOW).refusal(5, 2)).isEmpty();
  }

  @Test
  void theFirstBookRefusesNothing() {
    AccountBook none = AccountBook.of(List.of(), List.of(), Map.of());
    assertThat(Revision.between(none, book(0, 0), NOW).refusal()).isEmpty();
    assertThat(Revision.between(book(0, 0), none, NOW).refusal()).isPresent();
  }
}
