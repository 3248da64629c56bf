package weir.bench.outbound;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A shop's script: each order is a message to who ordered and one to the owner; on some days there
/// are many orders; and now and then it writes to all its customers.
final class Shop implements Habit {
  private final Source source;
  private final String owner;
  private final DayShape shape;
  private final double orders;
  private final double peaks;
  private final Range peak;
  private final double mailings;
  private final int customers;
  private final Range pace;
  private final Range mailingBad;
  private final Fates fates;
  private final Circle circle;

  Shop(Source source, Mix.Table table, DayShape shape, RandomGenerator random) {
    this.source = source;
    this.owner = Addresses.stranger(random);
    this.shape = shape;
    orders = table.range("orders-a-day").spread(random);
    peaks = table.range("peaks-a-month").even(random);
    peak = table.range("peak");
    mailings =
        Chance.happens(table.range("mails-customers").even(random), random)
            ? table.range("mailings-a-month").spread(random)
            : 0;
    customers = table.range("customers").count(random);
    pace = table.range("mailing-pace");
    mailingBad = table.range("mailing-bad");
    fates = new Fates(table.range("bad").even(random), 0, table.range("deferred").even(random));
    circle = Circle.of(customers, random);
  }

  @Override
  public void day(int day, RandomGenerator random, Out out) {
    boolean isPeak = Chance.happens(peaks / 30, random);
    double today = orders * (isPeak ? peak.spread(random) : 1);
    for (int left = Chance.times(today, random); left > 0; left--) {
      order(shape.moment(day, random), random, out);
    }
    if (Chance.happens(mailings / 30, random)) {
      new Mailing(
              source,
              Optional.empty(),
              1,
              pace.spread(random),
              new Fates(mailingBad.even(random), 0, fates.deferred()))
          .send(shape.moment(day, random), circle, 0, customers, random, out);
    }
  }

  private void order(long at, RandomGenerator random, Out out) {
    post(at, "order #", Addresses.stranger(random), fates, out);
    post(at + 300, "new order #", owner, new Fates(0, 0, fates.deferred()), out);
  }

  private void post(long at, String subject, String to, Fates fates, Out out) {
    out.post(Post.ofScript(at, source, source.address(), subject, List.of(to), fates));
  }
}
