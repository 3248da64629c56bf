package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;

/// Who made a message, where somebody else than its mail server has seen that.
class MakersTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final IpAddress WEB1 = IpAddress.parse("192.0.2.10").orElseThrow();
  private static final String FORM = "/home/shop/public_html/form.php";

  private final Passages passages =
      new Passages((address, at) -> Optional.empty(), _ -> Origin.AUTHORED, 1_000, 1);

  private static Observation.Mailed mailed(Instant at, String script, String to) {
    return new Observation.Mailed(
        new Witness("php", "web1", at, Writer.ANY_USER),
        script,
        12,
        List.of(to),
        Optional.empty(),
        Optional.of("Order"));
  }

  private void local(String id, Instant at, String recipient) {
    passages.take(Arrival.at("web1", id, at).by(Arrival.program(33)).entered());
    handled(id, at, recipient);
  }

  private void handled(String id, Instant at, String recipient) {
    passages.take(
        new Observation.Handled(
            Arrival.log("web1", at.plusSeconds(1)),
            new QueueKey("web1", id, at),
            recipient,
            Optional.empty(),
            LogEvent.Result.DELIVERED,
            Optional.empty(),
            Optional.empty(),
            "ok",
            Optional.empty()));
  }

  private static Observation.Connected connected(Instant at, int port, long uid, boolean isServer) {
    return new Observation.Connected(
        new Witness("agent", "web1", at, Writer.SERVER),
        WEB1,
        port,
        OptionalLong.of(uid),
        Optional.of(FORM),
        isServer);
  }

  private void relayed(String id, Instant at, int port) {
    passages.take(
        Arrival.at("mail1", id, at)
            .by(
                new Entrance.Client(
                    Optional.of(WEB1),
                    OptionalInt.of(port),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
            .entered());
  }

  private List<Optional<Maker>> makers() {
    return passages.changes().updated().stream().map(it -> it.first().maker()).toList();
  }

  private Optional<Maker> only() {
    List<Optional<Maker>> all = makers();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aCallOfMailIsTheMessageToItsRecipientWhicheverIsToldFirst() {
    passages.take(mailed(NOW, FORM, "Shop@example.com"));
    local("A1", NOW.plusMillis(300), "shop@example.com");
    assertThat(only())
        .get()
        .satisfies(maker -> {
          assertThat(maker.by()).isEqualTo(Maker.By.PHP_LOG);
          assertThat(maker.script()).contains(FORM);
          assertThat(maker.line()).hasValue(12);
          assertThat(maker.uid()).isEmpty();
        });

    local("A2", NOW.plusSeconds(5), "shop@example.com");
    passages.take(mailed(NOW.plusSeconds(5), FORM, "shop@example.com"));
    assertThat(only()).isPresent();
  }

  @Test
  void aCallMakesOneMessage() {
    passages.take(mailed(NOW, FORM, "shop@example.com"));
    local("A1", NOW, "shop@example.com");
    local("A2", NOW.plusSeconds(1), "shop@example.com");

    assertThat(makers()).extracting(Optional::isPresent).containsExactly(true, false);
  }

  @Test
  void callsOfTwoScriptsThatFitEquallyTellNothing() {
    passages.take(mailed(NOW, FORM, "shop@example.com"));
    passages.take(mailed(NOW, "/home/club/x.php", "shop@example.com"));
    local("A1", NOW, "shop@example.com");

    assertThat(only()).isEmpty();
  }

  @Test
  void anotherRecipientAnotherTimeOrAnotherHostIsAnotherMessage() {
    passages.take(mailed(NOW, FORM, "other@example.com"));
    passages.take(mailed(NOW.minus(MakerJoin.PICKED_UP).minusSeconds(1), FORM, "shop@example.com"));
    passages.take(mailed(NOW.plusSeconds(2), FORM, "shop@example.com"));
    local("A1", NOW, "shop@example.com");

    assertThat(only()).isEmpty();
  }

  private static Observation.Submitted executed(Instant at, long uid, String script) {
    return new Observation.Submitted(
        new Witness("agent", "web1", at, Writer.SERVER),
        Optional.empty(),
        uid,
        Optional.of(script));
  }

  @Test
  void whoExecutedSendmailIsTheMessageOfHisUserWhicheverIsToldFirst() {
    passages.take(executed(NOW, 33, FORM));
    passages.take(executed(NOW, 2001, "/home/club/other.php"));
    local("A1", NOW.plusMillis(300), "shop@example.com");
    local("A2", NOW.plusMillis(400), "shop@example.com");
    passages.take(executed(NOW, 33, FORM));
    local("A3", NOW.plusMillis(500), "shop@example.com");

    List<Optional<Maker>> all = makers();
    assertThat(all).extracting(Optional::isPresent).containsExactly(true, true, false);
    assertThat(all.getFirst())
        .get()
        .satisfies(maker -> {
          assertThat(maker.by()).isEqualTo(Maker.By.SENDMAIL);
          assertThat(maker.uid()).hasValue(33);
          assertThat(maker.script()).contains(FORM);
        });
  }

  @Test
  void twoScriptsOfOneUserThatExecuteSendmailAtOnceTellNothing() {
    passages.take(executed(NOW, 33, FORM));
    passages.take(executed(NOW, 33, "/home/club/other.php"));
    local("A1", NOW.plusMillis(300), "shop@example.com");
    assertThat(only()).isEmpty();
  }

  @Test
  void phpsWordIsNearerThanThatOfTheExec() {
    passages.take(executed(NOW, 33, "/home/shop/public_html"));
    passages.take(mailed(NOW, FORM, "shop@example.com"));
    local("A1", NOW.plusMillis(300), "shop@example.com");
    assertThat(only().flatMap(Maker::script)).contains(FORM);
  }

  @Test
  void aMessageIdDecidesWhereBothHaveOne() {
    for (String id : List.of("m1@web1", "m2@web1")) {
      passages.take(
          new Observation.Mailed(
              new Witness("php", "web1", NOW, Writer.ANY_USER),
              "/home/" + id,
              1,
              List.of("shop@example.com"),
              Optional.of(id),
              Optional.empty()));
    }
    passages.take(
        Arrival.at("web1", "A1", NOW).by(Arrival.program(33)).messageId("m2@web1").entered());

    assertThat(only().flatMap(Maker::script)).contains("/home/m2@web1");
  }

  @Test
  void theFieldOfTheMessageHasToNameTheSameFile() {
    passages.take(mailed(NOW, FORM, "shop@example.com"));
    passages.take(
        Arrival.at("web1", "A1", NOW).by(Arrival.program(33)).script("2001:other.php").entered());
    handled("A1", NOW, "shop@example.com");
    passages.take(
        Arrival.at("web1", "A2", NOW)
            .by(Arrival.program(33))
            .script("2001:form.php")
            .subject("Order")
            .entered());

    assertThat(makers()).extracting(Optional::isPresent).containsExactly(false, true);
  }

  @Test
  void aConnectionTellsWhoMadeAllMessagesThatCameByItsPortWhicheverIsToldFirst() {
    passages.take(connected(NOW, 40_001, 2001, false));
    relayed("B1", NOW.plusMillis(200), 40_001);
    relayed("B2", NOW.plusSeconds(8), 40_001);
    relayed("B3", NOW.plusSeconds(1), 40_002);
    passages.take(connected(NOW.plusSeconds(2), 40_002, 2002, false));

    assertThat(makers())
        .extracting(maker -> maker.orElseThrow().uid().getAsLong())
        .containsExactly(2001L, 2001L, 2002L);
  }

  @Test
  void thePortIsTheNextOnesAfterwards() {
    passages.take(connected(NOW, 40_001, 2001, false));
    passages.take(connected(NOW.plusSeconds(60), 40_001, 2002, false));
    relayed("B1", NOW.plusSeconds(61), 40_001);

    assertThat(only().orElseThrow().uid()).hasValue(2002);
  }

  @Test
  void twoSecondsBetweenTheClocksAreBelievedAndNoMore() {
    passages.take(connected(NOW.plus(MakerJoin.CLOCKS), 40_001, 2001, false));
    passages.take(connected(NOW.plus(MakerJoin.CLOCKS).plusMillis(1), 40_002, 2001, false));
    passages.take(connected(NOW.minus(MakerJoin.SESSION).minusMillis(1), 40_003, 2001, false));
    relayed("B1", NOW, 40_001);
    relayed("B2", NOW, 40_002);
    relayed("B3", NOW, 40_003);

    assertThat(makers()).extracting(Optional::isPresent).containsExactly(true, false, false);
  }

  @Test
  void whatTheMailServerOfThatHostSendsOnIsNotItsOwn() {
    passages.take(connected(NOW.minus(Duration.ofSeconds(9)), 40_001, 2001, false));
    passages.take(connected(NOW, 40_001, 110, true));
    relayed("B1", NOW.plusSeconds(1), 40_001);

    assertThat(only()).isEmpty();
  }

  @Test
  void whatWaitsIsBounded() {
    for (int n = 0; n < MakerJoin.MOST_OF_HOST + 1; n++) {
      passages.take(mailed(NOW, "/home/" + n, n + "@example.com"));
    }
    local("A1", NOW, "0@example.com");
    local("A2", NOW, "1@example.com");

    assertThat(makers()).extracting(Optional::isPresent).containsExactly(false, true);
  }
}
