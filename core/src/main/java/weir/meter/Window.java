package weir.meter;

import java.time.Duration;

/// How far back a meter looks. The windows slide: what was counted in the window of the clock
/// before this one counts as far as the sliding window still covers that.
public enum Window {
  MINUTE(Duration.ofMinutes(1), "1m", "a minute"),
  TEN_MINUTES(Duration.ofMinutes(10), "10m", "10 minutes"),
  HOUR(Duration.ofHours(1), "1h", "an hour"),
  DAY(Duration.ofDays(1), "1d", "a day");

  private final Duration length;
  private final String word;
  private final String words;

  Window(Duration length, String word, String words) {
    this.length = length;
    this.word = word;
    this.words = words;
  }

  public Duration length() {
    return length;
  }

  /// As rules write it.
  public String word() {
    return word;
  }

  /// For people.
  public String words() {
    return words;
  }

  long millis() {
    return length.toMillis();
  }

  /// The number of the window of the clock that holds a moment.
  long number(long millis) {
    return Math.floorDiv(millis, millis());
  }

  /// How much of the window of the clock before this one the sliding window still covers, from 0 to
  /// 1.
  double covered(long millis) {
    return 1 - (double) Math.floorMod(millis, millis()) / millis();
  }

  /// Its place in an array of all. The order is a part of what is written down: whoever changes it
  /// changes the format of [Meters].
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }
}
