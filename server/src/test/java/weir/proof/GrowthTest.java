package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final int READINGS = 10;

  /// A minute apart.
  private static List<Vitals> heaps(IntToLongFunction kilobytes) {
    return IntStream.rangeClosed(1, READINGS)
        .mapToObj(n ->
            new Vitals(Duration.ofMinutes(n), kilobytes.applyAsLong(n), 0, 0, 40, 50, 700, 0, n))
        .toList();
  }

  private static Growth heap(IntToLongFunction kilobytes) {
    return Growth.of(Vital.HEAP, heaps(kilobytes));
  }

  @Test
  void theSlopeIsThatOfTheLastTwoThirds() {
    Growth growth = heap(n -> n <= 3 ? 1_000 * n : 10_000 + 50L * n);
    assertThat(growth.perHour()).isEqualTo(3_000);
    assertThat(growth.grown()).isEqualTo(300);
    assertThat(growth.flat()).isTrue();
  }

  @Test
  void whatFillsUpInTheFirstThirdIsFlat() {
    assertThat(heap(n -> n <= 3 ? 5_000 * n : 20_000).flat()).isTrue();
  }

  @Test
  void aSlowLeakGrows() {
    Growth growth = heap(n -> 20_000 + 700L * n);
    assertThat(growth.flat()).isFalse();
    assertThat(growth.toString()).contains("heap KB").contains("GREW").contains("+4,200");
  }

  @Test
  void itIsFlatUpToItsAllowanceAndNoFurther() {
    double allowance = Vital.HEAP.allowance(20_000);
    assertThat(new Growth(Vital.HEAP, allowance, 0, allowance, true).flat()).isTrue();
    assertThat(new Growth(Vital.HEAP, allowance + 1, 0, allowance, true).flat()).isFalse();
    assertThat(allowance).isEqualTo(1_624);
  }

  @Test
  void oneReadingFarOutChangesNothing() {
    assertThat(heap(n -> n == READINGS ? 90_000 : 20_000).flat()).isTrue();
    assertThat(heap(n -> n == READINGS ? 0 : 20_000 + 700L * n).flat()).isFalse();
  }

  @Test
  void whatShrinksIsFlat() {
    assertThat(heap(n -> 90_000 - 5_000L * n).flat()).isTrue();
  }

  @Test
  void residentMemoryIsJudgedAfterHalfAnHour() {
    assertThat(resident(Duration.ofMinutes(1)).toString()).contains("not judged");
    assertThat(resident(Duration.ofMinutes(1)).flat()).isTrue();
    assertThat(resident(Duration.ofMinutes(3)).toString()).contains("GREW");
    assertThat(resident(Duration.ofMinutes(3)).flat()).isFalse();
  }

  /// Five megabytes more from reading to reading.
  private static Growth resident(Duration between) {
    List<Vitals> readings =
        IntStream.rangeClosed(1, READINGS)
            .mapToObj(n ->
                new Vitals(between.multipliedBy(n), 0, 200_000 + 5_000 * n, 0, 40, 50, 700, 0, n))
            .toList();
    return Growth.of(Vital.RSS, readings);
  }

  @Test
  void filesThatAreLeftOneByOneGrow() {
    List<Vitals> readings =
        IntStream.rangeClosed(1, READINGS)
            .mapToObj(n -> new Vitals(Duration.ofMinutes(n), 20_000, 0, 0, 40, 50, 700, n / 2, n))
            .toList();
    assertThat(Growth.of(Vital.SPOOL, readings).flat()).isFalse();
    assertThat(Growth.of(Vital.DESCRIPTORS, readings).flat()).isTrue();
  }
}
