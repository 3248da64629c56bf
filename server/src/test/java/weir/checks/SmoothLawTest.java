package weir.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.check.Situation;
import weir.verdict.Effect;

/// The law of the old spam throttle, with its vectors, against a reference without bounds.
class SmoothLawTest {
  private static final Instant NOW = Situation.START;

  @Test
  void vector_18_a_wait_below_a_second_is_none() {
    SmoothLaw law = new SmoothLaw(2_000, 60_000, 0, 0);
    assertThat(law.next(100, 1_000, 1)).isEqualTo(200);
    assertThat(law.whole(200)).isZero();
    assertThat(law.whole(999)).isZero();
    assertThat(law.whole(1_999)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void vector_18_twenty_recipients_where_ten_are_usual_wait_for_a_minute() {
    SmoothLaw law = new SmoothLaw(2_000, 60_000, 10, 0);
    assertThat(new SmoothLaw(2_000, 60_000, 0, 0).next(100, 1_000, 20)).isEqualTo(4_000);
    assertThat(law.next(100, 1_000, 20)).isEqualTo(60_000);
    assertThat(law.whole(60_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void vector_18_what_is_kept_is_clamped() {
    SmoothLaw law = new SmoothLaw(2_000, 60_000, 10, 0);
    Pace.Load load = new Pace.Load(1, 10_000, 0);
    Optional<Effect.Present> before = Optional.of(new Effect.Present("60000", NOW.minusMillis(1)));
    assertThat(law.after(load).revised(before, NOW)).isEqualTo("60000");
    assertThat(law.turn(before, NOW, load).exceeded()).isTrue();
    assertThat(law.turn(before, NOW, load).time()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void vector_18_after_a_long_silence_it_begins_anew() {
    SmoothLaw law = new SmoothLaw(2_000, 60_000, 10, 0);
    assertThat(law.next(60_000, 600_001, 1)).isEqualTo(100);
    assertThat(law.next(60_000, 600_000, 1)).isEqualTo(200);
    assertThat(law.turn(Optional.empty(), NOW, new Pace.Load(1, 1, 0)).time()).isZero();
  }

  @Test
  void eachHalfLifeOfSilenceHalvesWhatWasKept() {
    SmoothLaw law = new SmoothLaw(600_000, 60_000, 0, 10_000);
    assertThat(law.next(60_000, 9_999, 1)).isEqualTo(60_000L * 600_000 / 9_999);
    assertThat(law.next(60_000, 10_000, 1)).isEqualTo(30_000L * 600_000 / 10_000);
    assertThat(law.next(60_000, 25_000, 1)).isEqualTo(15_000L * 600_000 / 25_000);
  }

  /// The formula as it stands, in numbers without an end.
  private static BigInteger reference(SmoothLaw law, long kept, long silence, int recipients) {
    BigInteger r = BigInteger.valueOf(recipients);
    BigInteger base = BigInteger.valueOf(100);
    BigInteger quiet =
        BigInteger.valueOf(law.longest()).multiply(BigInteger.valueOf(law.reasonable()));
    boolean anew = law.reasonable() > 0 && BigInteger.valueOf(silence).compareTo(quiet) > 0;
    if (!anew) {
      BigInteger w = BigInteger.valueOf(Math.min(kept, law.longest()));
      if (law.halfLife() > 0) {
        w = w.divide(BigInteger.TWO.pow((int) Math.min(silence / law.halfLife(), 64)));
      }
      base =
          base.max(
              w.multiply(BigInteger.valueOf(law.target()))
                  .multiply(r)
                  .divide(BigInteger.valueOf(Math.max(silence, 1))));
    }
    BigInteger factor = BigInteger.ONE;
    if (law.reasonable() > 0) {
      factor = BigInteger.ONE.max(r.subtract(r.shiftRight(recipients / law.reasonable())));
    }
    return factor.multiply(base);
  }

  @Test
  void theLawIsThatOfTheReferenceUpToTheEndOfNumbers() {
    Random random = new Random(18);
    for (int i = 0; i < 200_000; i++) {
      SmoothLaw law =
          new SmoothLaw(
              1 + random.nextLong(600_000),
              1_000 * (1 + random.nextLong(60)),
              random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(200),
              random.nextBoolean() ? 0 : 1 + random.nextLong(600_000));
      long kept = random.nextLong(200_000);
      long silence = random.nextLong(1L << (1 + random.nextInt(40)));
      int recipients = 1 + random.nextInt(random.nextInt(5) == 0 ? Integer.MAX_VALUE - 1 : 2_000);
      BigInteger exact = reference(law, kept, silence, recipients);
      BigInteger cap = BigInteger.valueOf(law.longest());
      assertThat(Math.min(law.next(kept, silence, recipients), law.longest()))
          .as("%s kept %d silence %d recipients %d", law, kept, silence, recipients)
          .isEqualTo(exact.min(cap).longValueExact());
      assertThat(law.next(kept, silence, recipients)).isNotNegative();
    }
  }
}
