package weir.bench.outbound;

import java.util.List;
import java.util.random.RandomGenerator;

/// A form on a site: what is filled in goes to the owner, and at some sites a copy to the address
/// that was filled in. Robots fill it in as well, with addresses that often are not there.
final class Form implements Habit {
  private final Source source;
  private final String owner;
  private final DayShape shape;
  private final double people;
  private final double robots;
  private final boolean answers;
  private final boolean isInTheirName;
  private final Fates fates;
  private final double robotsBad;

  Form(Source source, Mix.Table table, DayShape shape, RandomGenerator random) {
    this.source = source;
    this.owner = Addresses.stranger(random);
    this.shape = shape;
    people = table.range("people-a-day").spread(random);
    robots =
        Chance.happens(table.range("known-to-robots").even(random), random)
            ? table.range("robots-a-day").spread(random)
            : 0;
    isInTheirName = Chance.happens(table.range("in-their-name").even(random), random);
    answers = Chance.happens(table.range("answers").even(random), random);
    fates = new Fates(table.range("bad").even(random), 0, table.range("deferred").even(random));
    robotsBad = table.range("robots-bad").even(random);
  }

  Source source() {
    return source;
  }

  @Override
  public void day(int day, RandomGenerator random, Out out) {
    filledIn(day, people, fates, random, out);
    filledIn(day, robots, new Fates(robotsBad, fates.blocked(), fates.deferred()), random, out);
  }

  private void filledIn(int day, double average, Fates ofCopy, RandomGenerator random, Out out) {
    for (int left = Chance.times(average, random); left > 0; left--) {
      long at = shape.moment(day, random);
      String visitor = Addresses.stranger(random);
      String sender = isInTheirName ? visitor : source.address();
      post(at, sender, "form filled in", owner, new Fates(0, 0, fates.deferred()), out);
      if (answers) {
        post(at + 200, source.address(), "we have your message", visitor, ofCopy, out);
      }
    }
  }

  private void post(long at, String sender, String subject, String to, Fates fates, Out out) {
    out.post(Post.ofScript(at, source, sender, subject, List.of(to), fates));
  }
}
