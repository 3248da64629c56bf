package weir.bench.outbound;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// A newsletter, or a list that a script expands: the same to all who subscribed, again and again.
final class Newsletter implements Habit {
  private final Source source;
  private final DayShape shape;
  private final double aMonth;
  private final int subscribers;
  private final Range pace;
  private final Fates fates;
  private final Circle circle;

  Newsletter(Source source, Mix.Table table, DayShape shape, RandomGenerator random) {
    this.source = source;
    this.shape = shape;
    aMonth = table.range("mailings-a-month").spread(random);
    subscribers = table.range("subscribers").count(random);
    pace = table.range("mailing-pace");
    fates = new Fates(table.range("bad").even(random), 0, table.range("deferred").even(random));
    circle = Circle.of(subscribers, random);
  }

  int subscribers() {
    return subscribers;
  }

  @Override
  public void day(int day, RandomGenerator random, Out out) {
    for (int left = Chance.times(aMonth / 30, random); left > 0; left--) {
      new Mailing(source, Optional.empty(), 1, pace.spread(random), fates)
          .send(shape.moment(day, random), circle, 0, subscribers, random, out);
    }
  }
}
