package weir.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.mail.Domain;
import weir.net.IpPrefix;
import weir.observation.Arrival;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.passages.Sender;
import weir.passages.Senders;

class ReplayTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");
  private static final String STRANGER = "1.2.3.4";
  private static final String CUSTOMER = "9.8.7.1";
  private static final String WEB1 = "9.9.1.1";

  private static final Tenure DOMAIN =
      Tenure.always(new Identity.SenderDomain(Domain.parse("shop.example").orElseThrow()), "shop");
  private static final Tenure NETWORK =
      Tenure.always(new Identity.ClientNetwork(IpPrefix.of("9.8.7.0/24")), "shop");
  private static final Host HOST =
      new Host("web1", List.of(Host.Address.always(IpPrefix.of("9.9.1.1/32"))), Set.of(), Set.of());

  private int ids;

  private static AccountBook book(List<Tenure> has, List<Host> hosts) {
    return AccountBook.of(List.of(Account.of("shop")), has, Map.of(), hosts);
  }

  private Observation from(String address, @Nullable String login) {
    String id = "ID" + ids++;
    return Arrival.at("mx", id, NOW)
        .by(login == null ? Arrival.client(address) : Arrival.client(address, login))
        .from("forged@shop.example")
        .entered();
  }

  private Replay replayed(AccountBook book) {
    Replay replay = Replay.by(book, Set.of(), Set.of());
    replay.take(from(STRANGER, null));
    replay.take(from(STRANGER, "anna@shop.example"));
    replay.take(from(CUSTOMER, null));
    replay.take(from(WEB1, null));
    replay.take(from("10.1.2.3", null));
    replay.take(from("127.0.0.1", null));
    return replay;
  }

  @Test
  void whatStrangersBringIsNoSendingOfOursWhoeverItClaimsToBeFrom() {
    Replay replay = replayed(book(List.of(DOMAIN, NETWORK), List.of(HOST)));
    Senders senders = replay.end();
    assertThat(senders.apart()).containsExactly(Map.entry(Origin.INBOUND, 1));
    assertThat(senders.messages()).isEqualTo(5);
    assertThat(senders.most(9))
        .flatExtracting(Sender::networks)
        .extracting(Object::toString)
        .contains("1.2.3.0/24", "9.8.7.0/24", "9.9.1.0/24");
  }

  @Test
  void hostsAreEnoughToTellThem() {
    Senders senders = replayed(book(List.of(), List.of(HOST))).end();
    assertThat(senders.messages()).isEqualTo(4);
    assertThat(senders.apart())
        .as("the customer's network is not known, either")
        .containsExactly(Map.entry(Origin.INBOUND, 2));
  }

  @Test
  void whereNoHostAndNoNetworkIsKnownNobodyIsAStranger() {
    Senders senders = replayed(book(List.of(DOMAIN), List.of(Host.of("web1")))).end();
    assertThat(senders.messages()).isEqualTo(6);
    assertThat(senders.apart()).isEmpty();
  }
}
