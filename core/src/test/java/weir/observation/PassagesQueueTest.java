package weir.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;

/// What looks into a queue tell, beside what its log tells, or in its place.
class PassagesQueueTest extends TwoServersLogs {
  private static final Instant CAME = Instant.parse("2026-11-27T06:00:00Z");

  private static Observation.Lying lying(String id, Instant since, Instant look) {
    return Arrival.at("web1", id, since)
        .toldBy(new Witness("spool", "web1", look, Writer.SERVER))
        .by(Arrival.program(2001))
        .to(3)
        .subject("Hello")
        .lying();
  }

  private static Observation logged(String id, Instant at, long uid) {
    return Arrival.at("web1", id, at).by(Arrival.program(uid)).to(3).entered();
  }

  private static Observation ended(QueueKey key, Instant at) {
    return new Observation.Ended(Arrival.log("web1", at), key);
  }

  @Test
  void whatLiesInAQueueCountsWithoutAnyLog() {
    passages.take(lying("17", CAME, CAME.plusSeconds(3_600)));
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.origin()).isEqualTo(Origin.AUTHORED);
          assertThat(passage.since()).isEqualTo(CAME);
          assertThat(passage.first().by()).hasValue(Arrival.program(2001));
          assertThat(passage.first().waiting()).isEqualTo(3);
        });
  }

  @Test
  void aLookThatFindsWhatALogHasToldIsNoNews() {
    // Exim logs an arrival when all of it is there, and writes down when it began.
    Instant end = CAME.plusSeconds(900);
    passages.take(logged("17", end, 2001));
    passages.changes();
    passages.take(lying("17", CAME, end.plusSeconds(60)));
    assertThat(passages.changes().updated())
        .singleElement()
        .extracting(passage -> passage.first().subject().orElseThrow())
        .isEqualTo("Hello");
    passages.take(lying("17", CAME, end.plusSeconds(120)));
    assertThat(passages.changes().updated()).isEmpty();
    assertThat(passages.size()).isEqualTo(1);
  }

  private void tells(OptionalLong uid, String user) {
    Entrance by = new Entrance.Program(uid, Optional.of(user).filter(name -> !name.isEmpty()));
    passages.take(Arrival.at("web1", "17", CAME).by(by).to(3).entered());
  }

  @Test
  void whereTheLogNamesTheUserTheQueueAddsTheUid() {
    tells(OptionalLong.empty(), "u2001");
    tells(OptionalLong.of(2002), "");
    tells(OptionalLong.of(2002), "u2002");
    tells(OptionalLong.of(2001), "u2001");
    tells(OptionalLong.empty(), "u2001");
    assertThat(all())
        .singleElement()
        .extracting(it -> it.first().by().orElseThrow())
        .isEqualTo(new Entrance.Program(OptionalLong.of(2001), Optional.of("u2001")));
  }

  @Test
  void aLogThatTellsOfAnArrivalAfterALookCompletesTheLeg() {
    passages.take(lying("17", CAME, CAME.plusSeconds(60)));
    // qmail-send stood still, and takes it up an hour later.
    Instant taken = CAME.plusSeconds(3_600);
    passages.take(logged("17", taken, 2001));
    passages.take(ended(new QueueKey("web1", "17", taken), taken.plusSeconds(1)));
    assertThat(all()).singleElement().satisfies(passage -> assertThat(passage.isOpen()).isFalse());
  }

  @Test
  void aLogThatBeginsInTheMiddleTellsOfWhatALookHasFound() {
    passages.take(lying("AAAA01", CAME, CAME.plusSeconds(60)));
    sent(web1, "AAAA01", "far.example[203.0.113.5]:25", "250 ok");
    postfix(web1, "qmgr[12]: AAAA01: removed");
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.origin()).isEqualTo(Origin.AUTHORED);
          assertThat(passage.first().tally().delivered()).isEqualTo(1);
          assertThat(passage.isOpen()).isFalse();
        });
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherMessageWhicheverIsToldFirst() {
    Instant second = CAME.plusSeconds(30);
    Instant look = CAME.plusSeconds(120);
    passages.take(logged("17", CAME, 2001));
    passages.take(ended(new QueueKey("web1", "17", CAME), CAME.plusSeconds(20)));
    passages.take(lying("17", second, look));
    assertThat(all()).hasSize(2);
    // The log of the second one comes late, and that of an earlier one even later.
    passages.take(logged("17", second, 2001));
    Instant earlier = CAME.minusSeconds(7_200);
    passages.take(logged("17", earlier, 2002));
    passages.take(ended(new QueueKey("web1", "17", earlier), earlier.plusSeconds(5)));
    assertThat(passages.size()).isEqualTo(3);
    // A new one under a number that the log has not told to be free.
    Instant third = look.plusSeconds(7_200);
    passages.take(logged("17", third, 2002));
    assertThat(passages.size()).isEqualTo(4);
  }

  @Test
  void whatWasLetGoAndStillLiesThereIsTheSamePassage() {
    List<Passage> kept = new ArrayList<>();
    LetGo before = key -> kept.stream().filter(it -> it.first().key().equals(key)).findFirst();
    Passages few = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 1, 1, before);
    few.take(lying("17", CAME, CAME.plusSeconds(60)));
    kept.addAll(few.changes().updated());
    few.take(lying("18", CAME, CAME.plusSeconds(60)));
    few.changes();
    few.take(
        new Observation.Ended(
            new Witness("spool", "web1", CAME.plusSeconds(60), Writer.SERVER),
            new QueueKey("web1", "17", CAME)));
    assertThat(few.changes().updated())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.id()).isEqualTo(kept.getFirst().id());
          assertThat(passage.isOpen()).isFalse();
        });
  }

  @Test
  void hostile_theQueuesWordTakesThePlaceOfSyslogsAndStaysWhenSyslogTellsAgain() {
    Observation forged =
        Arrival.at("web1", "17", CAME)
            .toldBy(new Witness("log", "web1", CAME, Writer.ANY_USER))
            .by(Arrival.program(2002))
            .entered();
    passages.take(forged);
    passages.take(lying("17", CAME, CAME.plusSeconds(60)));
    passages.take(forged);
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.first().by()).hasValue(Arrival.program(2001));
          assertThat(passage.first().coming().writer()).isEqualTo(Writer.SERVER);
          assertThat(passage.first().unheard()).isFalse();
        });
  }

  @Test
  void whatIsGoneBeforeItsKeySaysThatItCameIsCompletedAllTheSame() {
    QueueKey key = new QueueKey("web1", "17", CAME);
    passages.take(ended(key, CAME.minusSeconds(10)));
    passages.take(logged("17", CAME.minusSeconds(10), 2001));
    assertThat(all())
        .singleElement()
        .satisfies(passage -> {
          assertThat(passage.isOpen()).isFalse();
          assertThat(passage.first().by()).hasValue(Arrival.program(2001));
        });
  }
}
