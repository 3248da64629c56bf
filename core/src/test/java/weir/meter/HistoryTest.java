package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private final History history = new History();

  @Test
  void saysNothingBeforeTwoWeeksAreOver() {
    assertThat(history.speaks(1_000_000)).isFalse();
    history.add(1_000, 5);
    assertThat(history.speaks(1_000 + 14 * DAY - 1)).isFalse();
    assertThat(history.speaks(1_000 + 14 * DAY)).isTrue();
  }

  @Test
  void ofTheSameHoursOfTheWeekTheSecondHighestIsUsual() {
    for (int week = 0; week < 3; week++) {
      history.add(week * WEEK + 100, 8);
      history.add(week * WEEK + 101, 4);
      history.add(week * WEEK + 110, 64);
    }
    int now = 3 * WEEK;
    assertThat(history.usual(now + 100)).isEqualTo(8);
    assertThat(history.usual(now + 99)).isEqualTo(8);
    assertThat(history.usual(now + 102)).isEqualTo(4);
    assertThat(history.usual(now + 103)).isZero();
    assertThat(history.highHour(now + 100)).isEqualTo(64);
    assertThat(history.highDay(now + 119)).isEqualTo(64 + 8 + 4);
  }

  @Test
  void oneHourThatStandsOutMakesNothingUsual() {
    history.add(10, 2);
    history.add(10 + WEEK, 10_000);
    history.add(10 + 2 * WEEK, 2);
    assertThat(history.usual(10 + 3 * WEEK)).isEqualTo(2);
    assertThat(history.highHour(10 + 3 * WEEK)).isEqualTo(2);
    assertThat(history.highDay(10 + 3 * WEEK)).isEqualTo(2);
  }

  @Test
  void fourWeeksLaterItIsForgotten() {
    history.add(10, 128);
    history.add(11, 128);
    history.add(10 + 3 * WEEK, 1);
    assertThat(history.highHour(10 + 3 * WEEK)).isEqualTo(128);
    history.add(12 + 4 * WEEK, 1);
    assertThat(history.highHour(12 + 4 * WEEK)).isEqualTo(1);
    history.add(12 + 40 * WEEK, 1);
    assertThat(history.highHour(12 + 40 * WEEK)).isZero();
  }

  @Test
  void numbersAreKeptToAFifth() {
    for (int recipients : new int[] {1, 2, 3, 7, 50, 999, 40_000}) {
      History one = new History();
      one.add(5, recipients);
      one.add(6, recipients);
      assertThat((double) one.highHour(6)).isBetween(recipients * 0.8, recipients * 1.25);
    }
  }

  /// Every hour of four weeks, and some more: the oldest ones go.
  @Test
  void isBounded() {
    for (int hour = 0; hour < 6 * WEEK; hour++) {
      history.add(hour, 1 + hour / WEEK);
    }
    assertThat(history.highHour(6 * WEEK)).isEqualTo(6);
    assertThat(history.usual(6 * WEEK)).isEqualTo(6);
  }
}
