package weir.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Arrival;
import weir.observation.Handling;
import weir.observation.Observation;
import weir.observation.Observations.Told;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.passages.PassageSearch;
import weir.passages.PassageStore;
import weir.passages.Share;
import weir.passages.Unowned;
import weir.sqlite.Database;

/// What is kept counts once, and is told to be somebody's.
class WatchTest extends WatchInFolder {
  private static final QueueKey A1 = new QueueKey("web1", "A1", NOW);

  private static Told entered(long mark, String id, long uid) {
    return entered(mark, id, uid, NOW);
  }

  private static Told entered(long mark, String id, long uid, Instant at) {
    return told(mark, Arrival.at("web1", id, at).by(Arrival.program(uid)).to(2).entered());
  }

  private static Told delivered(long mark, QueueKey key) {
    return told(mark, Handling.last(Arrival.log("web1", NOW), key, LogEvent.Result.DELIVERED));
  }

  @Test
  void whatASourceTellsAgainAfterACrashCountsOnce() throws SQLException, IOException {
    List<Told> told = List.of(entered(1, "A1", 2001), delivered(2, A1));
    try (Watch before = watch()) {
      before.take("log", told);
    }
    try (Watch after = watch()) {
      assertThat(after.told("log")).isEqualTo(2);
      after.take("log", List.of(told.getLast(), delivered(3, A1)));
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
        assertThatThrownBy(() -> watch.take("log", List.of(delivered(2, A1))))
            .isInstanceOf(IOException.class);
        Database.run(other, "ALTER TABLE elsewhere RENAME TO source");
      }
      watch.take("log", List.of(delivered(2, A1)));
    }
    assertThat(kept("A1").getFirst().passage().first().tally().delivered()).isEqualTo(1);
  }

  /// web1 hands A1 over to mail1, which calls it B1.
  private static Told handedOver(long mark, Instant at) {
    Witness witness = Arrival.log("web1", at);
    QueueKey key = new QueueKey("web1", "A1", at);
    return told(
        mark,
        Arrival.of(key).by(Arrival.program(2001)).to(2).entered(),
        Handling.givenTo(witness, key, "mail1", "192.0.2.20", "B1"),
        new Observation.Ended(witness, key));
  }

  private static Told takenOver(long mark, Instant at) {
    return told(
        mark,
        Arrival.at("mail1", "B1", at)
            .toldBy(new Witness("mail1", "mail1", at, Writer.SERVER))
            .by(Arrival.client("192.0.2.10"))
            .to(2)
            .entered());
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
    return told(
        mark,
        new Observation.LoggedIn(
            new Witness("webmail", "web1", at, Writer.SERVER),
            "webmail",
            Optional.of(login),
            IpAddress.parse(client),
            true,
            1));
  }

  private static Told submitted(long mark, String id, Entrance by) {
    return told(mark, Arrival.at("web1", id, NOW).by(by).to(2).entered());
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
              submitted(1, "A1", Arrival.client("127.0.0.1", "eve+club.example")),
              submitted(2, "A2", Arrival.client("198.51.100.4", "eve@club.example")),
              submitted(3, "A3", Arrival.client("127.0.0.1", "bob@club.example")),
              submitted(4, "A4", Arrival.client("127.0.0.1", "anna@shop.example"))));
    }
    assertThat(kept("A1").getFirst().behind()).contains(IpAddress.parse("203.0.113.5").get());
    assertThat(kept("A2").getFirst().behind()).as("came itself").isEmpty();
    assertThat(kept("A3").getFirst().behind()).as("days ago").isEmpty();
    assertThat(kept("A4").getFirst().behind()).as("logged in after it").isEmpty();
  }
}
