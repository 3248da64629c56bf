package weir.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import weir.meter.Figure;
import weir.meter.Kind;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Meters;
import weir.meter.Reading;
import weir.meter.Window;

class MarginTest {
  private static final Figure.Counted MESSAGES =
      new Figure.Counted(Measure.MESSAGES, Window.TEN_MINUTES);
  private static final Figure.Counted NETWORKS =
      new Figure.Counted(Measure.NETWORKS, Window.TEN_MINUTES);

  private static Reading reading(long messages, long networks) {
    return new Meters(1)
        .read(new MeterKey(Kind.LOGIN, "anna"), Instant.EPOCH)
        .with(Measure.MESSAGES, Window.TEN_MINUTES, messages)
        .with(Measure.NETWORKS, Window.TEN_MINUTES, networks);
  }

  private static final Condition BOTH =
      reading ->
          Condition.Held.of(
              reading.value(Measure.MESSAGES, Window.TEN_MINUTES) >= 317
                  && reading.value(Measure.NETWORKS, Window.TEN_MINUTES) >= 4);

  @Test
  void theFigureThatIsMissingIsToldExactly() {
    assertThat(Margin.of(BOTH, reading(3, 4), MESSAGES)).hasValue(317);
    assertThat(Margin.of(BOTH, reading(316, 4), MESSAGES)).hasValue(317);
    assertThat(Margin.of(BOTH, reading(400, 0), NETWORKS)).hasValue(4);
  }

  @Test
  void whereNoValueAloneWouldDoNoneIsTold() {
    assertThat(Margin.of(BOTH, reading(3, 3), MESSAGES)).isEmpty();
    assertThat(Margin.of(_ -> new Condition.Held.Unknown("x"), reading(0, 0), MESSAGES)).isEmpty();
  }

  @Test
  void theReadingItselfStaysAsItIs() {
    Reading before = reading(3, 3);
    before.with(Measure.MESSAGES, Window.TEN_MINUTES, 9);
    assertThat(before.value(Measure.MESSAGES, Window.TEN_MINUTES)).isEqualTo(3);
  }
}
