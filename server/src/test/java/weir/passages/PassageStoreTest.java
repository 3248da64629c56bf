package weir.passages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.attribution.Confidence;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.Arrival;
import weir.observation.Handling;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.sqlite.Database;

class PassageStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00.123Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir private Path folder;

  private static Entrance.Client client() {
    return new Entrance.Client(
        IpAddress.parse("203.0.113.9"),
        OptionalInt.of(4321),
        Optional.of("client.example"),
        Optional.of("helo"),
        Optional.of(new Entrance.Login("PLAIN", "anna@shop.example")));
  }

  private static Passages passages(long next) {
    return new Passages((address, at) -> Optional.of("mail1"), _ -> Origin.AUTHORED, 100, next);
  }

  private static void enter(Passages into, String id, Entrance by, Instant at) {
    into.take(
        Arrival.at("web1", id, at)
            .by(by)
            .from("a@shop.example")
            .to(3)
            .messageId(id + "@shop")
            .subject("Hello")
            .alias("qp" + id)
            .directory("/home/shop/www")
            .entered());
  }

  private static Laid laid(Passage passage) {
    return new Laid(
        passage,
        Optional.of("shop"),
        Optional.of("login anna@shop.example"),
        "login",
        Confidence.CERTAIN,
        Optional.empty());
  }

  private static List<Laid> all(Passages passages) {
    return passages.changes().updated().stream().map(PassageStoreTest::laid).toList();
  }

  @Test
  void whatWasWrittenIsReadAsItWas() throws SQLException {
    Passages passages = passages(1);
    enter(passages, "A1", client(), NOW);
    enter(passages, "A2", new Entrance.Program(OptionalLong.of(33), Optional.of("www")), NOW);
    passages.take(
        Handling.givenTo(
            new Witness("log", "web1", NOW, Writer.SERVER),
            new QueueKey("web1", "A1", NOW),
            "mail1",
            "192.0.2.20",
            "B7"));
    passages.take(
        new Observation.Held(
            new Witness("log", "web1", NOW, Writer.SERVER), new QueueKey("web1", "A3", NOW)));
    List<Laid> written = all(passages);

    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of("log", 17L)));
    }
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      assertThat(store.open(Duration.ZERO))
          .containsExactlyElementsOf(written.stream().map(Laid::passage).toList());
      assertThat(store.told()).containsExactly(Map.entry("log", 17L));
      assertThat(store.next()).isEqualTo(4);
    }
    try (PassageSearch search = PassageSearch.open(folder)) {
      assertThat(search.byQueueId("web1"::equals, "qpA1", Instant.EPOCH, NOW, 5)).hasSize(1);
      assertThat(search.byMessageId("A2@shop", 5))
          .singleElement()
          .satisfies(it ->
              assertThat(it.passage().first().by())
                  .isEqualTo(written.get(1).passage().first().by()));
      assertThat(search.ofAccount("shop", NOW.minusSeconds(1), 2)).hasSize(2);
      assertThat(
              search.recipients("login anna@shop.example", NOW.minusSeconds(1), NOW.plusSeconds(1)))
          .isEqualTo(6);
    }
  }

  @Test
  void whatOnlyTheQueueHasToldIsKnownAsSuchAndByItsKey() throws SQLException {
    QueueKey key = new QueueKey("web1", "A1", NOW.plusNanos(1_234));
    Passages passages = passages(1);
    passages.take(
        Arrival.of(key)
            .toldBy(new Witness("spool", "web1", NOW.plusSeconds(60), Writer.SERVER))
            .by(client())
            .to(2)
            .script("33:mail.php")
            .lying());
    List<Laid> written = all(passages);
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of("spool", 1L)));
      assertThat(store.byKey(key)).contains(written.getFirst().passage());
      assertThat(store.byKey(key).orElseThrow().first().unheard()).isTrue();
      assertThat(store.byKey(new QueueKey("web1", "A1", NOW))).isEmpty();
      assertThat(store.byKey(new QueueKey("web2", "A1", key.since()))).isEmpty();
    }
  }

  @Test
  void ofAFileFromBeforeLooksIntoQueuesALogHasToldOfEveryLeg() throws SQLException {
    Passages passages = passages(1);
    enter(passages, "A1", client(), NOW);
    List<Laid> written = all(passages);
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of("log", 1L)));
    }
    try (Connection other = Database.write(folder.resolve(PassageStore.FILE))) {
      Database.run(
          other,
          "DROP TABLE linked",
          "ALTER TABLE leg DROP COLUMN links",
          "ALTER TABLE leg DROP COLUMN template",
          "ALTER TABLE leg DROP COLUMN script",
          "ALTER TABLE leg DROP COLUMN maker",
          "ALTER TABLE leg DROP COLUMN maker_host",
          "ALTER TABLE leg DROP COLUMN maker_at",
          "ALTER TABLE leg DROP COLUMN maker_uid",
          "ALTER TABLE leg DROP COLUMN maker_script",
          "ALTER TABLE leg DROP COLUMN maker_line",
          "ALTER TABLE leg DROP COLUMN maker_writer",
          "ALTER TABLE leg DROP COLUMN unheard",
          "PRAGMA user_version = 2");
    }
    assertThatThrownBy(() -> PassageSearch.open(folder))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("a restart of the server makes it new");
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      assertThat(store.open(Duration.ZERO))
          .containsExactlyElementsOf(written.stream().map(Laid::passage).toList());
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of("log", 2L)));
      assertThat(store.told()).containsEntry("log", 2L);
    }
  }

  @Test
  void whoHandedAMessageInIsKept() throws SQLException {
    Passages passages = passages(1);
    passages.take(
        new Observation.Mailed(
            new Witness("php", "web1", NOW, Writer.ANY_USER),
            "/home/shop/form.php",
            12,
            List.of(),
            Optional.of("m1@web1"),
            Optional.empty()));
    passages.take(
        Arrival.at("web1", "A1", NOW).by(Arrival.program(33)).messageId("m1@web1").entered());
    List<Laid> written = all(passages);
    assertThat(written.getFirst().passage().first().maker()).isPresent();
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of()));
      assertThat(store.open(Duration.ZERO))
          .containsExactlyElementsOf(written.stream().map(Laid::passage).toList());
    }
  }

  private static void linking(Passages into, String id, Instant at, String... sites) {
    into.take(
        Arrival.at("web1", id, at)
            .by(client())
            .likeness(new Likeness(Optional.of(new Template(-7)), List.of(sites)))
            .entered());
  }

  private void keep(PassageStore store, Passages passages) throws SQLException {
    store.write(new PassageStore.News(all(passages), List.of(), List.of(), Map.of()));
  }

  @Test
  void byWhatAMessageIsKnownAgainIsKept() throws SQLException {
    Passages passages = passages(1);
    linking(passages, "A1", NOW, "shop.example", "192.0.2.7");
    linking(passages, "A2", NOW);
    enter(passages, "A3", client(), NOW);
    List<Laid> written = all(passages);
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of()));
      assertThat(store.open(Duration.ZERO))
          .containsExactlyElementsOf(written.stream().map(Laid::passage).toList())
          .extracting(it -> it.first().likeness().links())
          .containsExactly(List.of("shop.example", "192.0.2.7"), List.of(), List.of());
    }
  }

  @Test
  void whichAccountsLinkedToASiteIsKnownSinceTheFirstTimeAndForgottenAfterTheLast()
      throws SQLException {
    Passages passages = passages(1);
    Instant then = NOW.minus(Duration.ofDays(30));
    linking(passages, "A1", then, "shop.example", "once.example");
    linking(passages, "A2", NOW, "shop.example");
    try (PassageStore store = PassageStore.open(folder, CLOCK);
        PassageSearch search = PassageSearch.open(folder)) {
      keep(store, passages);
      assertThat(search.linkedBy("shop.example", then.plusMillis(1), 5)).containsExactly("shop");
      assertThat(search.linkedBy("shop.example", then, 5)).isEmpty();
      assertThat(search.linkedBy("other.example", NOW, 5)).isEmpty();
      store.forget(NOW, Duration.ofDays(20), 10);
      assertThat(search.linkedBy("shop.example", NOW, 5)).containsExactly("shop");
      assertThat(search.linkedBy("once.example", NOW, 5)).isEmpty();
    }
  }

  @Test
  void whatIsAnAccountsByItsSendersWordOnlyIsNoLinkOfIts() throws SQLException {
    Passages passages = passages(1);
    linking(passages, "A1", NOW, "shop.example");
    Passage passage = passages.changes().updated().getFirst();
    Laid claimed =
        new Laid(
            passage,
            Optional.of("shop"),
            Optional.of("sender a@shop.example"),
            "sender",
            Confidence.CLAIMED,
            Optional.empty());
    try (PassageStore store = PassageStore.open(folder, CLOCK);
        PassageSearch search = PassageSearch.open(folder)) {
      store.write(new PassageStore.News(List.of(claimed), List.of(), List.of(), Map.of()));
      assertThat(search.linkedBy("shop.example", NOW.plusSeconds(1), 5)).isEmpty();
    }
  }

  @Test
  void nothingOfABatchIsKeptWhenItsMarkIsNot() throws SQLException {
    Passages passages = passages(1);
    enter(passages, "A1", client(), NOW);
    List<Laid> written = all(passages);
    PassageStore.News news =
        new PassageStore.News(written, List.of(), List.of(), Map.of("log", 1L));
    try (PassageStore store = PassageStore.open(folder, CLOCK);
        Connection other = Database.write(folder.resolve(PassageStore.FILE))) {
      Database.run(other, "ALTER TABLE source RENAME TO elsewhere");
      assertThatThrownBy(() -> store.write(news)).isInstanceOf(SQLException.class);
      assertThat(store.open(Duration.ZERO)).isEmpty();

      Database.run(other, "ALTER TABLE elsewhere RENAME TO source");
      store.write(news);
      assertThat(store.open(Duration.ZERO)).hasSize(1);
    }
  }

  @Test
  void theOldestAreForgottenByTheNewestAndByTheTimeThatIsBelieved() throws SQLException {
    Passages passages = passages(1);
    enter(passages, "A1", client(), NOW.minus(Duration.ofDays(30)));
    enter(passages, "A2", client(), NOW);
    for (String id : List.of("A1", "A2")) {
      Instant at = id.equals("A1") ? NOW.minus(Duration.ofDays(30)) : NOW;
      passages.take(
          new Observation.Ended(
              new Witness("log", "web1", at, Writer.SERVER), new QueueKey("web1", id, at)));
    }
    Instant later = NOW.plus(Duration.ofDays(4_000));
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(later))) {
      store.write(new PassageStore.News(all(passages), List.of(), List.of(), Map.of()));
      Duration days20 = Duration.ofDays(20);
      assertThat(store.forget(later, Duration.ofDays(40), 10)).isZero();
      assertThat(store.forget(NOW.minus(Duration.ofDays(11)), days20, 10)).isZero();
      assertThat(store.forget(later, days20, 10)).isEqualTo(1);
      assertThat(new ArrayList<>(store.told().keySet())).isEmpty();
    }
    try (PassageSearch search = PassageSearch.open(folder)) {
      assertThat(search.byQueueId("web1"::equals, "A1", Instant.EPOCH, NOW, 5)).isEmpty();
      assertThat(search.byQueueId("web1"::equals, "A2", Instant.EPOCH, NOW, 5)).hasSize(1);
    }
  }

  @Test
  void whatStrangersBroughtIsForgottenAfterAWeek() throws SQLException {
    Passages passages =
        new Passages(
            (address, at) -> Optional.empty(),
            seen -> seen.key().id().startsWith("S") ? Origin.INBOUND : Origin.AUTHORED,
            100,
            1);
    Map<String, Integer> days = Map.of("S1", 8, "S2", 6, "A1", 8, "A2", 0);
    days.forEach((id, ago) -> {
      Instant at = NOW.minus(Duration.ofDays(ago));
      enter(passages, id, client(), at);
      passages.take(
          new Observation.Ended(
              new Witness("log", "web1", at, Writer.SERVER), new QueueKey("web1", id, at)));
    });
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(all(passages), List.of(), List.of(), Map.of()));
      assertThat(store.forget(NOW, Duration.ofDays(120), 10)).isEqualTo(1);
    }
    try (PassageSearch search = PassageSearch.open(folder)) {
      assertThat(search.byQueueId("web1"::equals, "S1", Instant.EPOCH, NOW, 5)).isEmpty();
      assertThat(search.byQueueId("web1"::equals, "S2", Instant.EPOCH, NOW, 5)).hasSize(1);
      assertThat(search.byQueueId("web1"::equals, "A1", Instant.EPOCH, NOW, 5)).hasSize(1);
    }
  }

  @Test
  void aDamagedFileIsSetAside() throws SQLException, IOException {
    Files.writeString(folder.resolve(PassageStore.FILE), "no database at all, but long enough");
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      assertThat(store.open(Duration.ZERO)).isEmpty();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(PassageStore.FILE + ".damaged-" + NOW.getEpochSecond());
    }
  }

  /// A file as format 1 had it: nobody asked who can have written a line.
  private void makeEarlier(List<Laid> written) throws SQLException {
    try (PassageStore store = PassageStore.open(folder, CLOCK)) {
      store.write(new PassageStore.News(written, List.of(), List.of(), Map.of()));
    }
    try (Connection earlier = Database.write(folder.resolve(PassageStore.FILE))) {
      Database.run(
          earlier,
          "DROP TABLE linked",
          "ALTER TABLE leg DROP COLUMN links",
          "ALTER TABLE leg DROP COLUMN template",
          "ALTER TABLE leg DROP COLUMN script",
          "ALTER TABLE leg DROP COLUMN maker",
          "ALTER TABLE leg DROP COLUMN maker_host",
          "ALTER TABLE leg DROP COLUMN maker_at",
          "ALTER TABLE leg DROP COLUMN maker_uid",
          "ALTER TABLE leg DROP COLUMN maker_script",
          "ALTER TABLE leg DROP COLUMN maker_line",
          "ALTER TABLE leg DROP COLUMN maker_writer",
          "ALTER TABLE leg DROP COLUMN unheard",
          "ALTER TABLE leg DROP COLUMN writer",
          "PRAGMA user_version = 1");
    }
  }

  private static void handed(Passages into, String source, String id) {
    into.take(
        Handling.last(
            new Witness(source, "web1", NOW, Writer.SERVER),
            new QueueKey("web1", id, NOW),
            LogEvent.Result.DELIVERED));
  }

  @Test
  void ofAFileOfTheEarlierFormatOnlyWhatTheGatewaySawStaysCertain() throws SQLException {
    Passages passages = passages(1);
    enter(passages, "A1", client(), NOW);
    handed(passages, "mail", "A1");
    enter(passages, "A2", client(), NOW);
    handed(passages, "gateway", "A2");
    makeEarlier(all(passages));
    assertThatThrownBy(() -> PassageSearch.open(folder))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("a restart of the server makes it new");

    PassageStore.open(folder, CLOCK).close();
    PassageStore.open(folder, CLOCK).close();
    try (PassageSearch search = PassageSearch.open(folder)) {
      Laid syslogs = search.byQueueId("web1"::equals, "A1", Instant.EPOCH, NOW, 5).getFirst();
      assertThat(syslogs.confidence()).isEqualTo(Confidence.STRONG);
      assertThat(syslogs.passage().first().coming().writer()).isEqualTo(Writer.ANY_USER);
      Laid gateways = search.byQueueId("web1"::equals, "A2", Instant.EPOCH, NOW, 5).getFirst();
      assertThat(gateways.confidence()).isEqualTo(Confidence.CERTAIN);
      assertThat(gateways.passage().first().coming().writer()).isEqualTo(Writer.SERVER);
    }
  }
}
