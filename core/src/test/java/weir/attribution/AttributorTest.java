package weir.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.observation.Arrival.client;
import static weir.observation.Arrival.program;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Tenure;
import weir.mail.Domain;
import weir.maillog.Entrance;
import weir.net.IpPrefix;
import weir.observation.Arrival;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.observation.Witness;
import weir.observation.Writer;

class AttributorTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
  private static final Instant MOVED = NOW.minus(Duration.ofDays(10));

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop"), Account.of("club")),
          List.of(
              Tenure.always(Identity.Login.of("anna@shop.example"), "shop"),
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(new Identity.LocalUser("web2", 2001), "club"),
              new Tenure(new Identity.LocalUser("web1", 2002), "shop", Instant.MIN, MOVED),
              new Tenure(new Identity.LocalUser("web1", 2002), "club", MOVED, Instant.MAX),
              Tenure.always(new Identity.LocalName("web1", "shopuser"), "shop"),
              Tenure.always(new Identity.Script("web1", "/home/club"), "club"),
              Tenure.always(new Identity.ClientNetwork(IpPrefix.of("198.51.100.0/28")), "club"),
              Tenure.always(
                  new Identity.SenderDomain(Domain.parse("shop.example").orElseThrow()), "shop")),
          Map.of(new Identity.LocalUser("web1", 33), "the web server's user"));

  private final Attributor attributor =
      new Attributor(
          BOOK,
          (address, at) ->
              address.toString().equals("192.0.2.10") ? Optional.of("web1") : Optional.empty());

  private static Entrance login(String name) {
    return client("203.0.113.9", name);
  }

  private static Passage passage(Entrance by, String sender, @Nullable String directory) {
    return passage(by, sender, directory, null);
  }

  private static Passage passage(
      Entrance by, String sender, @Nullable String directory, @Nullable String received) {
    return passage(by, sender, directory, received, Writer.SERVER);
  }

  private static Passage passage(
      Entrance by,
      String sender,
      @Nullable String directory,
      @Nullable String received,
      Writer writer) {
    Passages passages =
        new Passages((address, at) -> Optional.empty(), _ -> Origin.AUTHORED, 10, 1);
    passages.take(
        Arrival.at("web1", "A1", NOW)
            .toldBy(new Witness("log", "web1", NOW, writer))
            .by(by)
            .from(sender)
            .directory(directory)
            .received(received)
            .entered());
    return passages.changes().updated().getFirst();
  }

  private void assertLaid(Attribution found, String account, Method method, Confidence sure) {
    assertThat(found.account()).as("%s", found.steps()).map(Account::id).contains(account);
    assertThat(found.method()).isEqualTo(method);
    assertThat(found.confidence()).isEqualTo(sure);
  }

  private static Entrance uid(long uid, String user) {
    return new Entrance.Program(OptionalLong.of(uid), Optional.of(user));
  }

  @Test
  void whereTheDirectoryKnowsNoUidTheNameTells() {
    assertLaid(
        attributor.attribute("web1", uid(3001, "shopuser"), NOW),
        "shop",
        Method.LOCAL_USER,
        Confidence.STRONG);
    assertLaid(
        attributor.attribute("web1", uid(2002, "shopuser"), NOW),
        "club",
        Method.LOCAL_USER,
        Confidence.STRONG);
    Attribution shared = attributor.attribute("web1", uid(33, "shopuser"), NOW);
    assertThat(shared.owner()).isInstanceOf(Ownership.Shared.class);
    Attribution nobody = attributor.attribute("web1", uid(3001, "other"), NOW);
    assertThat(nobody.identity()).contains(new Identity.LocalUser("web1", 3001));
    assertThat(nobody.account()).isEmpty();
  }

  @Test
  void aLoginIsCertainHoweverItIsSpelled() {
    for (String name : List.of("anna@shop.example", "anna+shop.example", "ANNA%shop.example")) {
      assertLaid(
          attributor.attribute("mail1", login(name), NOW),
          "shop",
          Method.LOGIN,
          Confidence.CERTAIN);
    }
  }

  @Test
  void aUidIsItsHostsAndItsOwnersOfThen() {
    assertLaid(
        attributor.attribute("web1", program(2001), NOW),
        "shop",
        Method.LOCAL_USER,
        Confidence.STRONG);
    assertLaid(
        attributor.attribute("web2", program(2001), NOW),
        "club",
        Method.LOCAL_USER,
        Confidence.STRONG);
    assertLaid(
        attributor.attribute("web1", program(2002), MOVED.minusSeconds(1)),
        "shop",
        Method.LOCAL_USER,
        Confidence.STRONG);
    assertLaid(
        attributor.attribute("web1", program(2002), MOVED),
        "club",
        Method.LOCAL_USER,
        Confidence.STRONG);
    assertLaid(
        attributor.attribute(
            "web1", new Entrance.Program(OptionalLong.empty(), Optional.of("shopuser")), NOW),
        "shop",
        Method.LOCAL_USER,
        Confidence.STRONG);
  }

  @Test
  void aUidOfManyIsNobodysAndTheFolderOfTheProgramIsLikely() {
    Attribution alone = attributor.attribute(passage(program(33), "x@far.example", null));
    assertThat(alone.account()).isEmpty();
    assertThat(alone.owner()).isInstanceOf(Ownership.Shared.class);

    assertLaid(
        attributor.attribute(passage(program(33), "x@far.example", "/home/club/www/mailer")),
        "club",
        Method.DIRECTORY_OF_PROGRAM,
        Confidence.LIKELY);
  }

  @Test
  void aFolderMakesNoDifferenceToAUidThatSomebodyHas() {
    assertLaid(
        attributor.attribute(passage(program(2001), "x@far.example", "/home/club/www")),
        "shop",
        Method.LOCAL_USER,
        Confidence.STRONG);
  }

  @Test
  void theNarrowestNetworkIsTheCustomers() {
    assertLaid(
        attributor.attribute("mail1", client("198.51.100.7"), NOW),
        "club",
        Method.CLIENT_NETWORK,
        Confidence.STRONG);
    assertThat(attributor.attribute("mail1", client("198.51.100.16"), NOW).account()).isEmpty();
  }

  /// A virtual machine in a network that is a host's, and a host that is said to be a customer's.
  @Test
  void anAddressThatACustomerHasToHimselfIsHisAlthoughAHostHasItToo() {
    Host cloud =
        new Host(
            "cloud1",
            List.of(
                Host.Address.always(IpPrefix.of("198.51.100.0/24")),
                new Host.Address(IpPrefix.of("203.0.113.5/32"), Instant.MIN, MOVED)),
            Set.of(Host.Role.WEB),
            Set.of());
    AccountBook book =
        AccountBook.of(
            List.of(Account.of("shop"), Account.of("club")),
            List.of(
                Tenure.always(new Identity.ClientNetwork(IpPrefix.of("198.51.100.7/32")), "shop"),
                Tenure.always(new Identity.ClientNetwork(IpPrefix.of("203.0.113.0/24")), "club"),
                Tenure.always(new Identity.ClientNetwork(IpPrefix.of("198.51.100.0/24")), "club")),
            Map.of(),
            List.of(cloud));
    Attributor there =
        new Attributor(book, (address, at) -> book.hostAt(address, at).map(Host::name));

    assertLaid(
        there.attribute("mail1", client("198.51.100.7"), NOW),
        "shop",
        Method.CLIENT_NETWORK,
        Confidence.STRONG);
    assertThat(there.attribute("mail1", client("198.51.100.8"), NOW).account()).isEmpty();
    assertLaid(
        there.attribute(passage(client("198.51.100.8"), "x@far.example", null)),
        "club",
        Method.CLIENT_NETWORK,
        Confidence.LIKELY);
    assertThat(there.attribute("mail1", client("203.0.113.5"), MOVED.minusSeconds(1)).account())
        .as("the host's address is narrower than the customer's network")
        .isEmpty();
    assertThat(
            there
                .attribute(passage(client("203.0.113.5"), "x@far.example", null))
                .account()
                .map(Account::id))
        .as("given up by the host")
        .contains("club");
  }

  @Test
  void whatComesFromAHostOfOursNeedsThatHostsWord() {
    for (String address : List.of("192.0.2.10", "127.0.0.1")) {
      Attribution found = attributor.attribute("mail1", client(address), NOW);
      assertThat(found.account()).isEmpty();
      assertThat(found.steps().getLast().settles()).isPresent();
    }
  }

  @Test
  void whatAMessageSaysOfItselfIsAClaimOnly() {
    assertLaid(
        attributor.attribute(passage(client("127.0.0.1"), "Info@Shop.example", null)),
        "shop",
        Method.SENDER,
        Confidence.CLAIMED);
    assertThat(
            attributor.attribute(passage(client("127.0.0.1"), "info@far.example", null)).account())
        .isEmpty();
  }

  @Test
  void theReceivedFieldOfAHostOfOursIsLikelyAndThatHostsLogWouldSettleIt() {
    String field = "(qmail 900 invoked by uid 2001); 28 Nov 2026 21:59:58 -0000";
    Attribution found =
        attributor.attribute(passage(client("192.0.2.10"), "x@far.example", null, field));
    assertLaid(found, "shop", Method.RECEIVED, Confidence.LIKELY);
    assertThat(found.steps())
        .anySatisfy(
            step -> assertThat(step.settles()).contains("the log of the mail server of web1"));
  }

  @Test
  void theReceivedFieldOfAStrangersHostTellsNothing() {
    String field = "(qmail 900 invoked by uid 2001); 28 Nov 2026 21:59:58 -0000";
    assertThat(
            attributor
                .attribute(passage(client("203.0.113.66"), "x@far.example", null, field))
                .account())
        .isEmpty();
  }

  @Test
  void aReceivedFieldMakesNoDifferenceToALogin() {
    String field = "(qmail 900 invoked by uid 2002); 28 Nov 2026 21:59:58 -0000";
    assertLaid(
        attributor.attribute(passage(login("anna@shop.example"), "x@far.example", null, field)),
        "shop",
        Method.LOGIN,
        Confidence.CERTAIN);
  }

  private Attribution written(Writer writer, Entrance by) {
    return attributor.attribute(passage(by, "a@b.example", null, null, writer));
  }

  @Test
  void hostile_aLoginThatAnyLocalUserCanHaveWrittenIsNotCertain() {
    Attribution found = written(Writer.ANY_USER, login("anna@shop.example"));
    assertLaid(found, "shop", Method.LOGIN, Confidence.LIKELY);
    assertThat(found.steps().getFirst().why())
        .isEqualTo("read from syslog, into which any local user can write in the server's name");
    assertThat(found.steps().getFirst().settles()).isPresent();
    Attribution twin = written(Writer.SERVER, login("anna@shop.example"));
    assertLaid(twin, "shop", Method.LOGIN, Confidence.CERTAIN);
    assertThat(twin.steps().getFirst().settles()).isEmpty();
  }

  @Test
  void hostile_aUidOrNetworkThatAnyLocalUserCanHaveWrittenSaysSo() {
    for (Entrance by : List.of(program(2001), client("198.51.100.3"))) {
      assertThat(written(Writer.ANY_USER, by).confidence()).isEqualTo(Confidence.LIKELY);
      assertThat(written(Writer.ANY_HOST, by).confidence()).isEqualTo(Confidence.LIKELY);
      assertThat(written(Writer.ANY_USER, by).steps().getFirst().settles()).isPresent();
      assertThat(written(Writer.SERVER, by).steps().getFirst().settles()).isEmpty();
    }
  }
}
