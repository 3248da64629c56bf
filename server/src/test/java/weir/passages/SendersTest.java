package weir.passages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.attribution.Confidence;
import weir.meter.SubjectShape;
import weir.observation.Arrival;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;

class SendersTest {
  private static final Instant NOW = Instant.parse("2026-11-28T22:00:00Z");

  private final Senders senders = new Senders();

  private static Passage passage(int recipients) {
    Passages passages = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 10, 1);
    passages.take(
        Arrival.at("web1", "ID", NOW)
            .by(Arrival.program(1))
            .to(recipients)
            .subject("Hello")
            .entered());
    return passages.changes().updated().getFirst();
  }

  private void add(String identity, Passage passage) {
    senders.add(
        new Laid(
            passage,
            Optional.empty(),
            Optional.of(identity),
            "local user",
            Confidence.STRONG,
            Optional.empty()));
  }

  private List<String> first(int places) {
    return senders.most(places).stream().map(each -> each.identity().orElseThrow()).toList();
  }

  @Test
  void subjectsThatReadTheSameHaveOneShapeHoweverTheyAreWritten() {
    assertThat(SubjectShape.of("=?utf-8?B?Q2hlYXAgcGlsbHM=?= 2997"))
        .isEqualTo(SubjectShape.of("=?iso-8859-1?Q?Cheap_pills?= 3"))
        .isEqualTo(SubjectShape.of("Cheap pills 41"))
        .isEqualTo("Cheap pills #");
  }

  @Test
  void invariant_06_beyondTheMostThatAreToldApartTheOthersAreOneSumAndNothingIsLost() {
    Passage small = passage(1);
    add("early", passage(50));
    for (int i = 1; i < Senders.MOST; i++) {
      add("uid " + i, small);
    }
    assertThat(senders.others()).isEmpty();

    for (int i = 0; i < Senders.MOST; i++) {
      add("another " + i, small);
    }
    add("late", passage(70));

    List<Sender> all = senders.most(Integer.MAX_VALUE);
    Senders.Others others = senders.others().orElseThrow();
    assertThat(all).hasSizeLessThanOrEqualTo(Senders.MOST);
    assertThat(first(2)).containsExactly("late", "early");
    assertThat(senders.messages()).isEqualTo(2 * Senders.MOST + 1);
    assertThat(all.stream().mapToInt(Sender::messages).sum() + others.messages())
        .isEqualTo(senders.messages());
    assertThat(all.stream().mapToLong(Sender::recipients).sum() + others.recipients())
        .isEqualTo(senders.recipients())
        .isEqualTo(2L * Senders.MOST - 1 + 50 + 70);
  }

  @Test
  void invariant_04_whatNobodyCanBeHeldToIsAmongThem() {
    add("uid 33 on web1", passage(3));
    assertThat(senders.attributed()).isZero();
    assertThat(senders.most(1))
        .singleElement()
        .satisfies(nobodys -> {
          assertThat(nobodys.account()).isEmpty();
          assertThat(nobodys.recipients()).isEqualTo(3);
          assertThat(nobodys.subject()).contains("Hello");
        });
  }
}
