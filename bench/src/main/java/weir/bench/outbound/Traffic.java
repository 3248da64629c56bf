package weir.bench.outbound;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Lets days happen. One day at a time is in memory.
final class Traffic {
  private static final long HABIT = 3;
  private static final long HOST = 4;
  private static final long ATTACK = 5;
  private static final long DELIVERY = 6;
  private static final int MOST_HABITS = 10_000;

  private final long seed;
  private final List<Customer> customers;
  private final List<Attack> attacks;
  private final Deliveries deliveries;
  private final Range listed;
  private final Range listedBlocked;
  private List<Happening> happenings = new ArrayList<>();

  Traffic(Mix mix, long seed, List<Customer> customers, List<Attack> attacks) {
    this.seed = seed;
    this.customers = customers;
    this.attacks = attacks;
    deliveries = new Deliveries(mix, Chance.of(seed, DELIVERY, 0));
    listed = mix.table("provider").range("listed-host-days");
    listedBlocked = mix.table("provider").range("listed-blocked");
  }

  /// What happens until a day is over, in order of time; days one after the other.
  List<Happening> day(int day) {
    for (Customer customer : customers) {
      if (customer.first() <= day) {
        int place = 0;
        for (Habit habit : customer.habits()) {
          long which = (long) customer.number() * MOST_HABITS + place++;
          happen(habit, day, customer, Post.HONEST, Chance.of(seed, HABIT + which * 8, day));
        }
      }
    }
    for (Attack attack : attacks) {
      RandomGenerator random = Chance.of(seed, ATTACK + attack.number() * 8L, day);
      happen(attack, day, attack.customer(), attack.number(), random);
    }
    Collections.sort(happenings);
    return until(Clock.midnight(day + 1));
  }

  private List<Happening> until(long end) {
    List<Happening> now = happenings;
    happenings = new ArrayList<>();
    while (!now.isEmpty() && now.getLast().at() >= end) {
      happenings.add(now.removeLast());
    }
    return now;
  }

  private void happen(Habit habit, int day, Customer customer, int attack, RandomGenerator random) {
    habit.day(
        day,
        random,
        new Habit.Out() {
          @Override
          public void post(Post post) {
            double blocked = attack == Post.HONEST ? listed(post.source().host(), day) : 0;
            deliveries.of(post, blocked, customer, random, happenings::add);
          }

          @Override
          public void login(long at, Source source, Line line) {
            happenings.add(deliveries.login(at, source, line, customer, attack));
          }
        });
  }

  /// A host that a neighbour got listed is refused for all who are on it.
  private double listed(int host, int day) {
    RandomGenerator random = Chance.of(seed, HOST + host * 8L, day);
    return Chance.happens(listed.even(random), random) ? listedBlocked.even(random) : 0;
  }
}
