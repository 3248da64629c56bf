package weir.bench.outbound;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A program that writes to its owner each time it has run. Some owners are no more; some days the
/// program runs wild.
final class Cron implements Habit {
  private static final double MINUTES_A_DAY = 1_440;

  private final Source source;
  private final List<String> owners;
  private final double everyMinutes;
  private final double loops;
  private final Range loop;
  private final Range loopPace;
  private final Fates fates;

  Cron(Source source, Mix.Table table, RandomGenerator random) {
    this.source = source;
    owners =
        Stream.generate(() -> Addresses.stranger(random))
            .limit(table.range("owners").count(random))
            .toList();
    everyMinutes = table.range("every-minutes").spread(random);
    loops = table.range("loops-a-month").even(random);
    loop = table.range("loop");
    loopPace = table.range("loop-pace");
    boolean isGone = Chance.happens(table.range("owner-gone").even(random), random);
    fates = new Fates(isGone ? 1 : 0, 0, table.range("deferred").even(random));
  }

  @Override
  public void day(int day, RandomGenerator random, Out out) {
    for (double minute = random.nextDouble() * everyMinutes;
        minute < MINUTES_A_DAY;
        minute += everyMinutes) {
      post(Clock.midnight(day) + (long) (minute * 60_000), out);
    }
    if (Chance.happens(loops / 30, random)) {
      double pace = loopPace.spread(random);
      double at = Clock.midnight(day) + random.nextDouble() * Clock.DAY;
      for (int left = loop.count(random); left > 0; left--) {
        post((long) at, out);
        at += 60_000 / pace;
      }
    }
  }

  private void post(long at, Out out) {
    out.post(Post.ofScript(at, source, source.address(), "cron", owners, fates));
  }
}
