package weir.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.account.AccountBook;
import weir.maillog.LogEvent;
import weir.observation.Arrival;
import weir.observation.Handling;
import weir.observation.Observation;
import weir.observation.Observations.Told;
import weir.observation.Origin;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.passages.Share;

/// What comes from strangers is told apart from what customers and hosts of ours send.
class WatchOriginsTest extends WatchInFolder {
  /// Without a login, with a customer's address as its sender.
  private static Told from(String source, long mark, String id, String client) {
    return told(
        mark,
        Arrival.at("mail1", id, NOW)
            .toldBy(new Witness(source, "mail1", NOW, Writer.SERVER))
            .by(Arrival.client(client))
            .from("anna@shop.example")
            .entered());
  }

  private void assertKept(String id, Origin origin, String account) throws SQLException {
    assertThat(kept(id))
        .singleElement()
        .satisfies(laid -> {
          assertThat(laid.passage().origin()).isEqualTo(origin);
          assertThat(laid.account()).isEqualTo(Optional.of(account).filter(it -> !it.isEmpty()));
        });
  }

  @Test
  void whatStrangersBringIsNobodysSendingAndDoesNotAlarm() throws SQLException, IOException {
    try (Watch watch = watch()) {
      watch.take(
          "log",
          List.of(
              from("log", 1, "S1", "1.2.3.4"),
              from("log", 2, "C1", "9.8.7.1"),
              from("log", 3, "H1", "192.0.2.10"),
              from("log", 4, "L1", "127.0.0.1")));
      now = NOW.plus(Duration.ofMinutes(2));
      watch.take("log", List.of(from("log", 5, "S2", "1.2.3.4")));

      assertThat(watch.unattributed())
          .as("two strangers' are not among them")
          .isEqualTo(new Share(3, 0));
    }
    assertKept("S1", Origin.INBOUND, "");
    assertKept("C1", Origin.AUTHORED, "shop");
    assertKept("H1", Origin.AUTHORED, "shop");
    assertKept("L1", Origin.AUTHORED, "shop");
  }

  @Test
  void aClientThatTheGatewayLetsSendIsNoStranger() throws SQLException, IOException {
    try (Watch watch = watch()) {
      watch.take(GatewaySource.NAME, List.of(from(GatewaySource.NAME, 1, "G1", "1.2.3.4")));
    }
    assertKept("G1", Origin.AUTHORED, "shop");
  }

  private static Observation gaveTo(String id, String next) {
    return Handling.givenTo(
        new Witness(GatewaySource.MX, "mail1", NOW, Writer.SERVER),
        new QueueKey("mail1", id, NOW),
        "postfix",
        "127.0.0.1",
        next);
  }

  @Test
  void whatTheGatewayTakesFromStrangersIsNoMailOfOursWhereverItGoes()
      throws SQLException, IOException {
    book = AccountBook.of(List.of(Account.of("shop")), List.of(), Map.of());
    try (Watch watch = watch()) {
      watch.take(
          GatewaySource.NAME,
          List.of(
              from(GatewaySource.MX, 1, "G1", "1.2.3.4"),
              from(GatewaySource.MX, 2, "G2", "127.0.0.1"),
              told(3, gaveTo("G1", "P1"))));
      watch.take("log", List.of(from("log", 1, "P1", "127.0.0.1")));
    }
    assertThat(kept("G1"))
        .singleElement()
        .satisfies(laid -> {
          assertThat(laid.passage().origin()).isEqualTo(Origin.INBOUND);
          assertThat(laid.passage().legs())
              .extracting(leg -> leg.key().id())
              .containsExactly("G1", "P1");
        });
    assertThat(kept("G2").getFirst().passage().origin()).as("a program").isEqualTo(Origin.AUTHORED);
  }

  @Test
  void aStrangersMailStaysSoOverARestartAndWhatIsForwardedOfItIsForwarded()
      throws SQLException, IOException {
    try (Watch before = watch()) {
      before.take("log", List.of(from("log", 1, "S1", "1.2.3.4")));
    }
    QueueKey key = new QueueKey("mail1", "S1", NOW);
    Witness witness = Arrival.log("mail1", NOW.plusSeconds(1));
    try (Watch after = watch()) {
      after.take(
          "log",
          List.of(
              from("log", 2, "F1", "127.0.0.1"),
              told(
                  3,
                  new Observation.Begot(witness, key, "F1", LogEvent.Kinship.FORWARD),
                  new Observation.Ended(witness, key))));
    }
    assertKept("S1", Origin.INBOUND, "");
    assertThat(kept("F1").getFirst().passage().origin()).isEqualTo(Origin.FORWARDED);
  }
}
