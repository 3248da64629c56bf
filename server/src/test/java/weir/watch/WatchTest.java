package weir.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attributor;
import weir.attribution.DoorOrigins;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Observation;
import weir.observation.Observations.Told;
import weir.observation.Origin;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.passages.Laid;
import weir.passages.PassageSearch;
import weir.passages.PassageSettings;
import weir.passages.PassageStore;
import weir.passages.Share;
import weir.passages.Unowned;
import weir.sqlite.Database;

class WatchTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");

  private static final AccountBook BOOK =
      AccountBook.of(
          List.of(Account.of("shop")),
          List.of(
              Tenure.always(new Identity.LocalUser("web1", 2001), "shop"),
              Tenure.always(new Identity.ClientNetwork(IpPrefix.of("9.8.7.0/24")), "shop"),
              Tenure.always(new Identity.SenderAddress("anna@shop.example"), "shop")),
          Map.of());

  @TempDir private Path folder;
  private Instant now = NOW;
  private AccountBook book = BOOK;

  private Watch watch() throws SQLException {
    InstantSource clock = () -> now;
    return new Watch(
        PassageStore.open(folder, clock),
        PassageSettings.standard(),
        WatchTest::host,
        () -> DoorOrigins.by(book, Set.of("list")),
        () -> new Attributor(BOOK, WatchTest::host),
        clock,
        clock);
  }

  private static Optional<String> host(IpAddress address, Instant at) {
    return switch (address.toString()) {
      case "192.0.2.10" -> Optional.of("web1");
      case "192.0.2.20" -> Optional.of("mail1");
      default -> Optional.empty();
    };
  }

  private static Told entered(long mark, String id, long uid) {
    return entered(mark, id, uid, NOW);
  }

  private static Told entered(long mark, String id, long uid, Instant at) {
    Witness witness = new Witness("log", "web1", at, Writer.SERVER);
    return new Told(
        mark,
        List.of(
            new Observation.Entered(
                witness,
                new QueueKey("web1", id, at),
                Optional.of(new Entrance.Program(OptionalLong.of(uid), Optional.empty())),
                "x@web1",
                OptionalLong.of(900),
                OptionalInt.of(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  private static Told delivered(long mark, String id) {
    return new Told(
        mark,
        List.of(
            new Observation.Handled(
                new Witness("log", "web1", NOW, Writer.SERVER),
                new QueueKey("web1", id, NOW),
                "x@far.example",
                Optional.empty(),
                LogEvent.Result.DELIVERED,
                Optional.empty(),
                Optional.empty(),
                "250 ok",
                Optional.empty())));
  }

  /// At whichever host.
  private List<Laid> kept(String id) throws SQLException {
    List<Laid> kept = new ArrayList<>();
    try (PassageSearch search = PassageSearch.open(folder)) {
      for (String host : List.of("web1", "mail1", "gate")) {
        kept.addAll(search.byQueueId(host, id, Instant.EPOCH, NOW.plusSeconds(1), 10));
      }
    }
    return kept;
  }

  @Test
  void whatASourceTellsAgainAfterACrashCountsOnce() throws SQLException, IOException {
    List<Told> told = List.of(entered(1, "A1", 2001), delivered(2, "A1"));
    try (Watch before = watch()) {
      before.take("log", told);
    }
    try (Watch after = watch()) {
      assertThat(after.told("log")).isEqualTo(2);
      after.take("log", List.of(told.getLast(), delivered(3, "A1")));
      after.take("other", List.of(entered(1, "A2", 2001)));
    }
    assertThat(kept("A1"))
        .singleElement()
        .satisfies(laid -> {
          assertThat(laid.account()).contains("shop");
          assertThat(laid.passage().first().tally().delivered()).isEqualTo(2);
        });
    assertThat(kept("A2")).hasSize(1);
  }

  @Test
  void whatCouldNotBeKeptIsNotTakenAndIsTakenWhenItIsToldAgain() throws SQLException, IOException {
    try (Watch watch = watch()) {
      watch.take("log", List.of(entered(1, "A1", 2001)));
      try (Connection other = Database.write(folder.resolve(PassageStore.FILE))) {
        Database.run(other, "ALTER TABLE source RENAME TO elsewhere");
        assertThatThrownBy(() -> watch.take("log", List.of(delivered(2, "A1"))))
            .isInstanceOf(IOException.class);
        Database.run(other, "ALTER TABLE elsewhere RENAME TO source");
      }
      watch.take("log", List.of(delivered(2, "A1")));
    }
    assertThat(kept("A1").getFirst().passage().first().tally().delivered()).isEqualTo(1);
  }

  @Test
  void theShareOfNobodysIsToldEveryMinute() throws SQLException, IOException {
    try (Watch watch = watch()) {
      assertThat(watch.unattributed()).isEqualTo(new Share(0, 0));
      watch.take("log", List.of(entered(1, "A1", 2001), entered(2, "A2", 7), entered(3, "A3", 8)));
      now = NOW.plus(Duration.ofMinutes(2));

      assertThat(watch.unattributed()).as("nothing came since").isEqualTo(new Share(3, 2));
      assertThat(watch.unattributed().percent()).isEqualTo(66);
      assertThat(watch.unattributed().alarm(20)).as("of three it says nothing").isEmpty();
      assertThat(new Share(40, 9).alarm(20)).get().asString().startsWith("9 of 40 messages");
      assertThat(new Share(40, 8).alarm(20)).isEmpty();
    }
    try (PassageSearch search = PassageSearch.open(folder)) {
      assertThat(search.unowned(NOW.minusSeconds(1), 5))
          .containsExactly(
              new Unowned("uid 7 on web1", 1, NOW), new Unowned("uid 8 on web1", 1, NOW));
      assertThat(search.unowned(NOW.minusSeconds(1), 1)).hasSize(1);
      assertThat(search.unowned(NOW.plusSeconds(1), 5)).isEmpty();
    }
  }

  private static Told webmail(long mark, String login, String client, Instant at) {
    return new Told(
        mark,
        List.of(
            new Observation.LoggedIn(
                new Witness("webmail", "web1", at, Writer.SERVER),
                "webmail",
                Optional.of(login),
                IpAddress.parse(client),
                true,
                1)));
  }

  private static Told submitted(long mark, String id, String login, String client) {
    Entrance by =
        new Entrance.Client(
            IpAddress.parse(client),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Entrance.Login("PLAIN", login)));
    return new Told(
        mark,
        List.of(
            new Observation.Entered(
                new Witness("log", "web1", NOW, Writer.SERVER),
                new QueueKey("web1", id, NOW),
                Optional.of(by),
                "x@web1",
                OptionalLong.of(900),
                OptionalInt.of(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  @Test
  void behindWebMailStandsWhoLoggedInThereLast() throws SQLException, IOException {
    try (Watch watch = watch()) {
      watch.take(
          "webmail",
          List.of(
              webmail(1, "anna@shop.example", "203.0.113.9", NOW.minusSeconds(600)),
              webmail(2, "bob@club.example", "203.0.113.8", NOW.minus(Duration.ofDays(3))),
              webmail(3, "anna@shop.example", "203.0.113.7", NOW.plusSeconds(600))));
    }
    try (Watch after = watch()) {
      after.take("webmail", List.of(webmail(4, "eve@club.example", "203.0.113.5", NOW)));
      after.take(
          "log",
          List.of(
              submitted(1, "A1", "eve+club.example", "127.0.0.1"),
              submitted(2, "A2", "eve@club.example", "198.51.100.4"),
              submitted(3, "A3", "bob@club.example", "127.0.0.1"),
              submitted(4, "A4", "anna@shop.example", "127.0.0.1")));
    }
    assertThat(kept("A1").getFirst().behind()).contains(IpAddress.parse("203.0.113.5").get());
    assertThat(kept("A2").getFirst().behind()).as("came itself").isEmpty();
    assertThat(kept("A3").getFirst().behind()).as("days ago").isEmpty();
    assertThat(kept("A4").getFirst().behind()).as("logged in after it").isEmpty();
  }

  /// web1 hands A1 over to mail1, which calls it B1.
  private static Told handedOver(long mark, Instant at) {
    Witness witness = new Witness("log", "web1", at, Writer.SERVER);
    QueueKey key = new QueueKey("web1", "A1", at);
    return new Told(
        mark,
        List.of(
            entered(1, "A1", 2001, at).observations().getFirst(),
            new Observation.Handled(
                witness,
                key,
                "x@far.example",
                Optional.empty(),
                LogEvent.Result.DELIVERED,
                Optional.of("mail1"),
                IpAddress.parse("192.0.2.20"),
                "250 ok",
                Optional.of("B1")),
            new Observation.Ended(witness, key)));
  }

  private static Told takenOver(long mark, Instant at) {
    Entrance by =
        new Entrance.Client(
            IpAddress.parse("192.0.2.10"),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Told(
        mark,
        List.of(
            new Observation.Entered(
                new Witness("mail1", "mail1", at, Writer.SERVER),
                new QueueKey("mail1", "B1", at),
                Optional.of(by),
                "x@web1",
                OptionalLong.of(900),
                OptionalInt.of(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  private void assertOnce() throws SQLException {
    assertThat(kept("B1"))
        .singleElement()
        .satisfies(laid -> {
          assertThat(laid.account()).contains("shop");
          assertThat(laid.passage().legs()).hasSize(2);
        });
  }

  @Test
  void aRestartBetweenTwoHostsWordsCountsOnce() throws SQLException, IOException {
    try (Watch before = watch()) {
      before.take("log", List.of(handedOver(1, NOW)));
    }
    try (Watch after = watch()) {
      after.take("mail1", List.of(takenOver(1, NOW.plusSeconds(1))));
    }
    assertOnce();
  }

  @Test
  void catchingUpAfterHoursCountsOnce() throws SQLException, IOException {
    Instant then = NOW.minus(Duration.ofHours(5));
    try (Watch watch = watch()) {
      watch.take("log", List.of(handedOver(1, then)));
      now = NOW.plus(Duration.ofSeconds(90));
      watch.take("log", List.of(entered(2, "A7", 2001, then)));
      watch.take("mail1", List.of(takenOver(1, then.plusSeconds(1))));
    }
    assertOnce();
  }

  /// Without a login, with a customer's address as its sender.
  private static Told from(String source, long mark, String id, String client) {
    Entrance by =
        new Entrance.Client(
            IpAddress.parse(client),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Told(
        mark,
        List.of(
            new Observation.Entered(
                new Witness(source, "mail1", NOW, Writer.SERVER),
                new QueueKey("mail1", id, NOW),
                Optional.of(by),
                "anna@shop.example",
                OptionalLong.of(900),
                OptionalInt.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
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
              new Told(3, List.of(gaveTo("G1", "P1")))));
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

  private static Observation gaveTo(String id, String next) {
    return new Observation.Handled(
        new Witness(GatewaySource.MX, "mail1", NOW, Writer.SERVER),
        new QueueKey("mail1", id, NOW),
        "anna@shop.example",
        Optional.empty(),
        LogEvent.Result.DELIVERED,
        Optional.of("postfix"),
        IpAddress.parse("127.0.0.1"),
        "250 queued",
        Optional.of(next));
  }

  @Test
  void aStrangersMailStaysSoOverARestartAndWhatIsForwardedOfItIsForwarded()
      throws SQLException, IOException {
    try (Watch before = watch()) {
      before.take("log", List.of(from("log", 1, "S1", "1.2.3.4")));
    }
    QueueKey key = new QueueKey("mail1", "S1", NOW);
    Witness witness = new Witness("log", "mail1", NOW.plusSeconds(1), Writer.SERVER);
    try (Watch after = watch()) {
      after.take(
          "log",
          List.of(
              from("log", 2, "F1", "127.0.0.1"),
              new Told(
                  3,
                  List.of(
                      new Observation.Begot(witness, key, "F1", LogEvent.Kinship.FORWARD),
                      new Observation.Ended(witness, key)))));
    }
    assertKept("S1", Origin.INBOUND, "");
    assertThat(kept("F1").getFirst().passage().origin()).isEqualTo(Origin.FORWARDED);
  }
}
