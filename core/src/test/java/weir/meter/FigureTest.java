package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
  private static final Reading NOTHING = Reading.none(new MeterKey(Kind.ACCOUNT, "shop"));

  @Test
  void everyMeasureHasAFigureForEachWindow() {
    for (Measure measure : Measure.values()) {
      for (Window window : Window.values()) {
        assertThat(Figure.named(measure.word() + "_" + window.word()))
            .contains(new Figure.Counted(measure, window));
      }
    }
    assertThat(Figure.named("recipients_2h")).isEmpty();
  }

  @Test
  void nothingCountedIsNoneAndNothingUsualIsNotKnown() {
    assertThat(Figure.named("recipients_1h").orElseThrow().of(NOTHING)).hasValue(0);
    assertThat(Figure.named("usual_1h").orElseThrow().of(NOTHING)).isEmpty();
  }

  @Test
  void eachUsualFigureIsItsOwn() {
    Reading reading =
        new Reading(
            NOTHING.key(),
            new long[Measure.values().length][Window.values().length],
            new Usual(1, 2, 3));
    assertThat(Figure.named("usual_1h").orElseThrow().of(reading)).hasValue(1);
    assertThat(Figure.named("usual_any_1h").orElseThrow().of(reading)).hasValue(2);
    assertThat(Figure.named("usual_any_1d").orElseThrow().of(reading)).hasValue(3);
  }

  @Test
  void aFigureSaysWhatItIs() {
    assertThat(Figure.named("invalid_1d").orElseThrow().words())
        .isEqualTo("recipients who do not exist, as their server says, in a day");
    assertThat(Figure.all()).extracting(Figure::words).doesNotHaveDuplicates();
  }
}
