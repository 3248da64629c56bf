package weir.bench.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Somebody sends through one login or script of a customer.
final class Attack implements Habit {
  private static final int MORNING = 7;
  private static final int EVENING = 20;

  private final int number;
  private final int compromise;
  private final AttackKind kind;
  private final Customer customer;
  private final Source source;
  private final Supplier<String> recipients;
  private final AttackPlan plan;
  private final List<String> countries = new ArrayList<>();
  private Line line;
  private long at;
  private int sent;

  /// @param number of it, from 0
  /// @param compromise to which it belongs: some are of many accounts
  Attack(
      int number,
      int compromise,
      AttackKind kind,
      Customer customer,
      Source source,
      Supplier<String> recipients,
      AttackPlan plan,
      long start,
      RandomGenerator random) {
    this.number = number;
    this.compromise = compromise;
    this.kind = kind;
    this.customer = customer;
    this.source = source;
    this.recipients = recipients;
    this.plan = plan;
    this.at = start;
    for (int i = 0; i < plan.countries(); i++) {
      countries.add(plan.isAbroad() ? Line.abroad(random) : Line.HOME);
    }
    line = fresh(random);
  }

  int number() {
    return number;
  }

  int compromise() {
    return compromise;
  }

  AttackKind kind() {
    return kind;
  }

  Customer customer() {
    return customer;
  }

  private Line fresh(RandomGenerator random) {
    return Line.in(countries.get(random.nextInt(countries.size())), random);
  }

  /// To be asked for one day after the other.
  @Override
  public void day(int day, RandomGenerator random, Out out) {
    long end = Clock.midnight(day + 1);
    while (sent < plan.messages() && at < end) {
      if (plan.sleeps() && (Clock.hour(at) < MORNING || Clock.hour(at) >= EVENING)) {
        at += (long) (Clock.HOUR * random.nextDouble());
        continue;
      }
      message(random, out);
      at += (long) (-Math.log(1 - random.nextDouble()) * plan.gapSeconds() * 1_000);
    }
  }

  private void message(RandomGenerator random, Out out) {
    boolean isLogin = source.nest().login().isPresent();
    if (isLogin && (sent == 0 || Chance.happens(plan.fresh(), random))) {
      line = sent == 0 ? line : fresh(random);
      out.login(at, source, line);
    }
    double blocked = sent < plan.noticed() ? 0 : plan.blocked();
    out.post(
        new Post(
            at,
            source,
            plan.senders() == 1
                ? source.address()
                : "s" + random.nextInt(plan.senders()) + "@" + source.address(),
            kind.word() + compromise + " " + random.nextInt(plan.subjects()),
            isLogin ? Optional.of(line) : Optional.empty(),
            recipients(random),
            new Fates(plan.bad(), blocked, plan.deferred()),
            number));
    sent++;
  }

  private List<String> recipients(RandomGenerator random) {
    String[] to = new String[1 + random.nextInt(plan.recipients())];
    for (int i = 0; i < to.length; i++) {
      to[i] = recipients.get();
    }
    return List.of(to);
  }
}
