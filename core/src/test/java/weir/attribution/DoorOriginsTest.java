package weir.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Arrival;
import weir.observation.Origin;

class DoorOriginsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
  private static final String STRANGER = "1.2.3.4";

  private static final Tenure NETWORK =
      new Tenure(
          new Identity.ClientNetwork(IpPrefix.of("9.8.7.0/24")),
          "shop",
          NOW.minusSeconds(60),
          Instant.MAX);

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(NETWORK, Tenure.always(new Identity.LocalName("web2", "mailman"), "shop")),
          Map.of(
              new Identity.ClientNetwork(IpPrefix.of("8.8.4.0/24")), "an office of many customers"),
          List.of(
              new Host(
                  "web1",
                  List.of(Host.Address.always(IpPrefix.of("9.9.1.1/32"))),
                  Set.of(),
                  Set.of())));

  private static Origin of(AccountBook book, String host, @Nullable Entrance by, Instant at) {
    return of(book, host, by, at, "");
  }

  private static Origin of(
      AccountBook book, String host, @Nullable Entrance by, Instant at, String sender) {
    return DoorOrigins.by(book, Set.of("list", "mailman", "38"))
        .deliveredBy(Set.of("vmail", "5000"))
        .of(Arrival.at(host, "A1", at).by(by).from(sender).entered());
  }

  private static Entrance client(@Nullable String address, @Nullable String login) {
    return new Entrance.Client(
        Optional.ofNullable(address).flatMap(IpAddress::parse),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(login).map(name -> new Entrance.Login("PLAIN", name)));
  }

  private static Origin from(String address) {
    return of(BOOK, "mx", client(address, null), NOW);
  }

  private static Origin user(String host, @Nullable Long uid, @Nullable String name) {
    OptionalLong number = uid == null ? OptionalLong.empty() : OptionalLong.of(uid);
    return of(BOOK, host, new Entrance.Program(number, Optional.ofNullable(name)), NOW);
  }

  @Test
  void aStrangerHasNoLoginNoNetworkOfOursAndAnAddressOfTheInternet() {
    assertThat(from(STRANGER)).isEqualTo(Origin.INBOUND);
    assertThat(from("9.8.7.1")).as("a customer's").isEqualTo(Origin.AUTHORED);
    assertThat(from("8.8.4.4")).as("of many customers").isEqualTo(Origin.AUTHORED);
    assertThat(from("9.9.1.1")).as("a host's of ours").isEqualTo(Origin.AUTHORED);
    assertThat(from("10.1.2.3")).as("private").isEqualTo(Origin.AUTHORED);
    assertThat(of(BOOK, "mx", client(STRANGER, "anna"), NOW)).isEqualTo(Origin.AUTHORED);
    assertThat(of(BOOK, "mx", client(null, null), NOW)).isEqualTo(Origin.AUTHORED);
  }

  @Test
  void beforeTheNetworkWasTheCustomersItWasAStrangers() {
    assertThat(of(BOOK, "mx", client("9.8.7.1", null), NOW.minusSeconds(61)))
        .isEqualTo(Origin.INBOUND);
  }

  @Test
  void whereNoAddressIsKnownNobodyIsAStranger() {
    AccountBook bare = AccountBook.of(List.of(), List.of(), Map.of(), List.of(Host.of("web1")));
    assertThat(of(bare, "mx", client(STRANGER, null), NOW)).isEqualTo(Origin.AUTHORED);
  }

  @Test
  void whatTheSuperuserHandsInIsTheSystems() {
    assertThat(user("web1", 0L, null)).isEqualTo(Origin.SYSTEM);
    assertThat(user("web1", null, "root")).isEqualTo(Origin.SYSTEM);
    assertThat(user("web1", 2001L, "root")).as("the uid counts").isEqualTo(Origin.AUTHORED);
    assertThat(user("web1", 33L, "www-data"))
        .as("any customer's script")
        .isEqualTo(Origin.AUTHORED);
  }

  @Test
  void whatListSoftwareHandsInIsAListsUnlessACustomerHasItsName() {
    assertThat(user("web1", null, "mailman")).isEqualTo(Origin.LIST);
    assertThat(user("web1", 38L, null)).isEqualTo(Origin.LIST);
    assertThat(user("web2", null, "mailman")).isEqualTo(Origin.AUTHORED);
    assertThat(user("web1", 2001L, null)).isEqualTo(Origin.AUTHORED);
  }

  @Test
  void whatADeliveryAgentHandsInIsAnAnswerOrForwardedUnlessACustomerHasItsName() {
    assertThat(user("web1", null, "vmail")).isEqualTo(Origin.AUTOMATIC);
    assertThat(user("web1", 5000L, null)).isEqualTo(Origin.AUTOMATIC);
    Entrance vmail = new Entrance.Program(OptionalLong.of(5000), Optional.empty());
    assertThat(of(BOOK, "web1", vmail, NOW, "a@far.example")).isEqualTo(Origin.FORWARDED);
    AccountBook customers =
        AccountBook.of(
            List.of(Account.of("shop")),
            List.of(Tenure.always(new Identity.LocalUser("web1", 5000), "shop")),
            Map.of());
    assertThat(of(customers, "web1", vmail, NOW, "")).isEqualTo(Origin.AUTHORED);
  }

  @Test
  void aNullSenderMakesNoBounceOfWhatSomebodyHandedIn() {
    assertThat(user("web1", 2001L, "u2001")).isEqualTo(Origin.AUTHORED);
    assertThat(of(BOOK, "mx", null, NOW)).isEqualTo(Origin.AUTHORED);
  }
}
