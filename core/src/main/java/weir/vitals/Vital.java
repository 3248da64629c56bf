package weir.vitals;

/// What is measured of a server.
public enum Vital {
  QUEUE_LENGTH("queue-length", 200, 3, "%,.0f messages wait in its queue"),
  /// In minutes: of the longest waiting of those that are tried.
  QUEUE_AGE("queue-age", 240, 3, "the oldest message in its queue waits for %,.0f minutes"),
  /// In seconds, at the median of what was delivered in the last minutes.
  DELIVERY_TIME("delivery-time", 60, 4, "a message takes %,.0f s to be delivered"),
  /// In milliseconds.
  BANNER_TIME("banner-time", 1_000, 4, "its banner takes %,.0f ms"),
  /// Block lists that have one of its addresses.
  LISTED("listed", 1, 0, "%,.0f of the block lists that you ask have one of its addresses"),
  /// Within a day.
  COMPLAINTS("complaints", 10, 3, "%,.0f complaints came within a day"),
  /// Bounces to those who never wrote, and others, within an hour.
  BACKSCATTER("backscatter", 100, 4, "it made %,.0f bounces within an hour");

  private final String word;
  private final double floor;
  private final double factor;
  private final String sentence;

  Vital(String word, double floor, double factor, String sentence) {
    this.word = word;
    this.floor = floor;
    this.factor = factor;
    this.sentence = sentence;
  }

  /// As logs and incidents have it.
  public String word() {
    return word;
  }

  /// Below it nothing is said, whatever is usual.
  public double floor() {
    return floor;
  }

  /// So many times what is usual is worth saying; 0 where what is usual counts for nothing.
  public double factor() {
    return factor;
  }

  String sentence(double value) {
    return sentence.formatted(value);
  }
}
