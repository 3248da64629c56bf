package weir.bench.outbound;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Somebody who writes with a mail program, on some days from a telephone that changes networks.
final class Person implements Habit {
  /// A session ends after each message with this share.
  private static final double LAST = 0.4;

  private final Source source;
  private final PersonHabits habits;
  private final Circle circle;
  private final Line[] lines;
  private final DayShape shape;

  Person(Source source, PersonHabits habits, DayShape shape, RandomGenerator random) {
    this.source = source;
    this.habits = habits;
    this.shape = shape;
    this.circle = Circle.of(habits.contacts(), random);
    this.lines = new Line[habits.places()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Line.in(Line.HOME, random);
    }
  }

  static Person ofLogin(Customer customer, Source login) {
    return customer.habits().stream()
        .filter(Person.class::isInstance)
        .map(Person.class::cast)
        .filter(person -> person.source.equals(login))
        .findFirst()
        .orElseThrow();
  }

  Circle circle() {
    return circle;
  }

  @Override
  public void day(int day, RandomGenerator random, Out out) {
    if (habits.isAway(day)) {
      return;
    }
    for (int i = 0; i < habits.moving() && i < lines.length; i++) {
      lines[i] = Line.in(Line.HOME, random);
    }
    double rate = habits.messages() * (Clock.isWeekend(day) ? habits.weekend() : 1);
    int left = Chance.times(rate * 2 * random.nextDouble(), random);
    while (left > 0) {
      left -= session(day, left, random, out);
    }
    roam(day, random, out);
    if (!Clock.isWeekend(day) && Chance.happens(habits.bursts() / 30, random)) {
      burst(day, random, out);
    }
  }

  private int session(int day, int most, RandomGenerator random, Out out) {
    Line line = line(day, random);
    long at = shape.moment(day, random);
    out.login(at, source, line);
    int sent = 0;
    do {
      at += (long) (habits.gap().spread(random) * 1_000);
      out.post(
          new Post(
              at,
              source,
              source.address(),
              "subject " + random.nextInt(1 << 16),
              Optional.of(line),
              recipients(random),
              habits.fates(),
              Post.HONEST));
      sent++;
    } while (sent < most && !Chance.happens(LAST, random));
    return sent;
  }

  private Line line(int day, RandomGenerator random) {
    if (habits.travels(day) || Chance.happens(habits.tunnel(), random)) {
      return Line.in(habits.elsewhere(), random);
    }
    if (Chance.happens(habits.onTheWay(), random)) {
      return Line.in(Line.HOME, random);
    }
    return lines[random.nextInt(lines.length)];
  }

  /// Few messages have many recipients: their number falls as one by its square.
  private List<String> recipients(RandomGenerator random) {
    int count = 1;
    if (Chance.happens(habits.several(), random)) {
      count = (int) Math.min(habits.mostRecipients(), 2 / (1 - random.nextDouble()));
    }
    Set<String> all = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      all.add(circle.one(random));
    }
    return List.copyOf(all);
  }

  /// The telephone looks for mail, wherever it is.
  private void roam(int day, RandomGenerator random, Out out) {
    String country = habits.travels(day) ? habits.elsewhere() : Line.HOME;
    for (int times = Chance.times(habits.roaming(), random); times > 0; times--) {
      out.login(shape.moment(day, random), source, Line.in(country, random));
    }
  }

  /// An invitation, invoices, greetings: many at once, to people who are known.
  private void burst(int day, RandomGenerator random, Out out) {
    int count = habits.burst().count(random);
    boolean isOneByOne = random.nextBoolean();
    Mailing mailing =
        new Mailing(
            source,
            Optional.of(line(day, random)),
            isOneByOne ? 1 : habits.copies(),
            habits.burstPace().spread(random),
            new Fates(habits.burstBad().even(random), 0, habits.fates().deferred()));
    mailing.send(
        shape.moment(day, random), circle, random.nextInt(circle.size()), count, random, out);
  }
}
