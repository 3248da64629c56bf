package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.maillog.LogEvent;

/// What several sources tell of one id: which message it means, what counts once, and whose word
/// stands.
class PassagesSourcesTest extends TwoServersLogs {
  private static final QueueKey OLD = new QueueKey("web1", "A1", LATEST.minus(Duration.ofHours(5)));
  private static final QueueKey YOUNG = new QueueKey("web1", "A1", LATEST);

  @Test
  void whatIsSeenTwiceCountsOnce() {
    local(web1, "AAAA01", "a@web1");
    Leg leg = all().getFirst().first();
    passages.take(
        Arrival.at("web1", "AAAA01", leg.key().since().minusSeconds(1))
            .toldBy(new Witness("queue", "web1", leg.key().since().plusSeconds(40), Writer.SERVER))
            .from("u2001@web1")
            .to(2)
            .subject("Hello")
            .entered());

    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.legs()).hasSize(1);
          assertThat(passage.first().subject()).contains("Hello");
          assertThat(passage.first().by()).isEqualTo(leg.by());
        });
  }

  @Test
  void deliveriesThatTwoSourcesTellCountOnce() {
    LogJoin journal = new LogJoin("journal", "web1", 1_000, SIX_DAYS);
    for (LogJoin source : List.of(web1, journal)) {
      again();
      local(source, "AAAA01", "a@web1");
      sent(source, "AAAA01", "far.example[203.0.113.5]:25", "250 ok");
    }
    assertThat(all())
        .singleElement()
        .satisfies(passage -> assertThat(passage.first().tally().delivered()).isEqualTo(1));
  }

  @Test
  void whatNobodyHasSeenComeIsNoMessageThatCountsUntilSomebodyTells() {
    sent(web1, "AAAA01", "far.example[203.0.113.5]:25", "250 ok");
    assertThat(all()).singleElement().extracting(Passage::origin).isEqualTo(Origin.UNSEEN);

    passages.take(
        Arrival.at("web1", "AAAA01", LATEST.minusSeconds(340))
            .toldBy(new Witness("queue", "web1", LATEST, Writer.SERVER))
            .entered());
    assertThat(all()).singleElement().extracting(Passage::origin).isEqualTo(Origin.AUTHORED);
  }

  @Test
  void anIdThatIsUsedAgainMeansTheNewerMessageWhileTheOlderOneChanges() {
    Witness then = Arrival.log("web1", OLD.since());
    passages.take(Arrival.of(OLD).messageId("older").entered());
    passages.take(new Observation.Ended(then, OLD));
    passages.take(Arrival.of(YOUNG).messageId("newer").entered());
    passages.take(new Observation.Begot(then, OLD, "A0", LogEvent.Kinship.BOUNCE));
    passages.take(new Observation.Held(Arrival.log("web1", LATEST), YOUNG));

    assertThat(all())
        .filteredOn(passage -> passage.first().messageId().filter("newer"::equals).isPresent())
        .singleElement()
        .extracting(passage -> passage.first().stay())
        .isEqualTo(Leg.Stay.HELD);
  }

  @Test
  void anOlderMessageToldAfterANewerOneOfTheSameIdIsItsOwn() {
    passages.take(Arrival.of(YOUNG).by(Arrival.program(2001)).entered());
    passages.take(Arrival.of(OLD).by(Arrival.program(2002)).entered());
    assertThat(all())
        .extracting(passage -> passage.first().by().orElseThrow())
        .containsExactly(Arrival.program(2001), Arrival.program(2002));
  }

  @Test
  void hostile_whatOnlyTheServerCanHaveWrittenTakesThePlaceOfSyslogs() {
    saw(Writer.ANY_USER, 2002, "forged");
    assertSeen(2002, Writer.ANY_USER, "forged");
    saw(Writer.SERVER, 2001, "true");
    assertSeen(2001, Writer.SERVER, "true");
    saw(Writer.ANY_USER, 2002, "forged");
    assertSeen(2001, Writer.SERVER, "true");
  }

  private void saw(Writer writer, long uid, String messageId) {
    passages.take(
        Arrival.of(YOUNG)
            .toldBy(new Witness("log", "web1", LATEST, writer))
            .by(Arrival.program(uid))
            .messageId(messageId)
            .entered());
  }

  private void assertSeen(long uid, Writer writer, String messageId) {
    Leg leg = all().getFirst().first();
    assertThat(leg.by()).hasValue(Arrival.program(uid));
    assertThat(leg.coming().writer()).isEqualTo(writer);
    assertThat(leg.messageId()).hasValue(messageId);
  }
}
