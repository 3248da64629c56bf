package weir.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountBookTest {
  private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2026-09-01T00:00:00Z");
  private static final Identity WEB_2001 = new Identity.LocalUser("web1", 2001);
  private static final Account ANN = Account.of("ann");
  private static final Account BOB = Account.of("bob");

  private static AccountBook book(Tenure... tenures) {
    return AccountBook.of(List.of(ANN, BOB), List.of(tenures), Map.of());
  }

  @Test
  void booksAreTheSameWhereAllAnswersAre() {
    List<Account> accounts = List.of(ANN, BOB);
    List<Tenure> tenures = List.of(Tenure.always(WEB_2001, "ann"));
    Map<Identity, String> shared = Map.of(new Identity.LocalUser("web1", 0), "the system");
    List<Host> hosts = List.of(new Host("web1", List.of(), Set.of(), Set.of()));
    AccountBook book = AccountBook.of(accounts, tenures, shared, hosts);
    assertThat(book.isSameAs(AccountBook.of(accounts, tenures, shared, hosts))).isTrue();
    assertThat(book.isSameAs(AccountBook.of(List.of(ANN), tenures, shared, hosts))).isFalse();
    assertThat(book.isSameAs(AccountBook.of(accounts, List.of(), shared, hosts))).isFalse();
    assertThat(book.isSameAs(AccountBook.of(accounts, tenures, Map.of(), hosts))).isFalse();
    assertThat(book.isSameAs(AccountBook.of(accounts, tenures, shared, List.of()))).isFalse();
  }

  @Test
  void anIdentityIsWhoseItWasThen() {
    AccountBook book =
        book(
            new Tenure(WEB_2001, "bob", SUMMER, Instant.MAX),
            new Tenure(WEB_2001, "ann", Instant.MIN, SPRING));
    assertThat(book.owner(WEB_2001, SPRING.minusNanos(1)))
        .isInstanceOfSatisfying(
            Ownership.Owned.class, owned -> assertThat(owned.account()).isEqualTo(ANN));
    assertThat(book.owner(WEB_2001, SPRING)).as("between two").isEqualTo(new Ownership.Nobody());
    assertThat(book.owner(WEB_2001, SUMMER))
        .isInstanceOfSatisfying(
            Ownership.Owned.class, owned -> assertThat(owned.account()).isEqualTo(BOB));
    assertThat(book.troubles(SUMMER)).isEmpty();
  }

  @Test
  void whatBelongsToTwoAtOnceSaysNothing() {
    AccountBook book =
        book(
            new Tenure(WEB_2001, "ann", Instant.MIN, AUTUMN),
            new Tenure(WEB_2001, "bob", SUMMER, Instant.MAX));
    assertThat(book.owner(WEB_2001, SUMMER))
        .isEqualTo(new Ownership.Several(List.of("ann", "bob")));
    assertThat(book.owner(WEB_2001, AUTUMN)).isInstanceOf(Ownership.Owned.class);
    assertThat(book.troubles(SUMMER))
        .containsExactly(
            new Trouble.OfIdentity(
                WEB_2001, List.of("ann", "bob"), "belongs to two at the same time"));
    assertThat(book.troubles(SPRING)).as("to come").hasSize(1);
    assertThat(book.troubles(AUTUMN)).as("repaired").isEmpty();
  }

  @Test
  void whatIsSharedBelongsToNoAccount() {
    AccountBook book =
        AccountBook.of(
            List.of(ANN),
            List.of(Tenure.always(WEB_2001, "ann")),
            Map.of(WEB_2001, "the web server's own user"));
    assertThat(book.owner(WEB_2001, SPRING))
        .isEqualTo(new Ownership.Shared("the web server's own user"));
    assertThat(book.troubles(SUMMER)).hasSize(1);
  }

  @Test
  void anAccountThatIsNotThereOwnsNothing() {
    AccountBook book = book(Tenure.always(WEB_2001, "carl"));
    assertThat(book.owner(WEB_2001, SPRING)).isEqualTo(new Ownership.Nobody());
    assertThat(book.troubles(SUMMER))
        .containsExactly(
            new Trouble.OfIdentity(
                WEB_2001, List.of("carl"), "belongs to an account that is not there"));
  }

  @Test
  void aHostThatNobodyHasNamedIsToldWithHowMuchIsOnIt() {
    Host web1 = new Host("web1", List.of(), Set.of(), Set.of(), List.of("cp7.example.net"));
    Identity onAlias = new Identity.Script("cp7.example.net", "/home/ann");
    Identity onFullName = new Identity.LocalUser("web1.example.net", 2002);
    Identity ended = new Identity.LocalUser("web8", 2003);
    List<Tenure> tenures =
        List.of(
            Tenure.always(WEB_2001, "ann"),
            Tenure.always(onAlias, "ann"),
            Tenure.always(onFullName, "ann"),
            Tenure.always(Identity.Login.of("ann@shop.example"), "ann"),
            new Tenure(ended, "ann", Instant.MIN, SPRING),
            Tenure.always(new Identity.LocalUser("wbe1", 7), "bob"),
            Tenure.always(new Identity.LocalUser("web9", 8), "bob"),
            Tenure.always(new Identity.LocalName("web9", "bob"), "bob"),
            Tenure.always(new Identity.Container("web9", "c"), "bob"),
            Tenure.always(new Identity.Script("web9", "/home/bob"), "bob"));
    assertThat(AccountBook.of(List.of(ANN, BOB), tenures, Map.of(), List.of(web1)).troubles(SUMMER))
        .hasSize(2)
        .satisfiesExactly(
            most -> {
              Trouble.OfHost it = (Trouble.OfHost) most;
              assertThat(it.host()).isEqualTo("web9");
              assertThat(it.text()).isEqualTo("is not among [hosts], and 4 identities are on it");
              assertThat(it.examples()).hasSize(3).allMatch(each -> each.ofHost().isPresent());
            },
            other ->
                assertThat(other)
                    .isEqualTo(
                        new Trouble.OfHost(
                            "wbe1",
                            List.of(new Identity.LocalUser("wbe1", 7)),
                            "is not among [hosts], and 1 identity is on it")));
    assertThat(AccountBook.of(List.of(ANN, BOB), tenures, Map.of()).troubles(SUMMER))
        .as("without any host names are only words")
        .isEmpty();
  }

  @Test
  void theSameUidOnTwoHostsIsTwo() {
    AccountBook book =
        book(
            Tenure.always(WEB_2001, "ann"),
            Tenure.always(new Identity.LocalUser("web2", 2001), "bob"));
    assertThat(book.owner(new Identity.LocalUser("web2", 2001), SPRING))
        .isInstanceOfSatisfying(
            Ownership.Owned.class, owned -> assertThat(owned.account()).isEqualTo(BOB));
    assertThat(book.of("ann")).extracting(Tenure::identity).containsExactly(WEB_2001);
  }

  @Test
  void aResellerWhoIsNotThereIsTold() {
    Account sold =
        new Account(
            "cat",
            "Cat",
            Optional.of("dan"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    assertThat(AccountBook.of(List.of(sold), List.of(), Map.of()).troubles(SUMMER))
        .containsExactly(new Trouble.OfAccount("cat", "was sold by dan, who is not there"));
  }

  @Test
  void accountsNeedAnIdOfTheirOwn() {
    assertThatThrownBy(() -> AccountBook.of(List.of(ANN, ANN), List.of(), Map.of()))
        .hasMessageContaining("ann");
    assertThatThrownBy(() -> Account.of(" ")).hasMessageContaining("id");
    assertThatThrownBy(() -> new Tenure(WEB_2001, "ann", SUMMER, SUMMER))
        .hasMessageContaining("ends");
  }
}
