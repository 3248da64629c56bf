package weir.bench.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Chooses who is attacked, how and when.
final class Attacks {
  private static final long ATTACK = 2;

  /// Nobody needs more tries to find a customer who has what an attack needs.
  private static final int TRIES = 100_000;

  private final Mix mix;
  private final List<Customer> customers;
  private final RandomGenerator random;
  private final List<Attack> attacks = new ArrayList<>();

  private Attacks(Mix mix, long seed, List<Customer> customers) {
    this.mix = mix;
    this.customers = customers;
    this.random = Chance.of(seed, ATTACK, 0);
  }

  /// @param from first day on which one may begin
  /// @param to day before which each begins
  static List<Attack> make(
      Mix mix, long seed, List<Customer> customers, int compromises, int from, int to) {
    Attacks made = new Attacks(mix, seed, customers);
    AttackKind[] kinds = AttackKind.values();
    for (int number = 0; number < compromises; number++) {
      made.compromise(number, kinds[number % kinds.length], from, to);
    }
    return made.attacks;
  }

  private void compromise(int number, AttackKind kind, int from, int to) {
    Mix.Table table = mix.table(kind.word());
    long start = (long) (Clock.midnight(from) + random.nextDouble() * (to - from) * Clock.DAY);
    long spread = (long) (table.range("spread-hours").spread(random) * Clock.HOUR);
    for (int left = table.range("accounts").count(random); left > 0; left--) {
      attack(number, kind, AttackPlan.draw(table, random), start + random.nextLong(spread));
    }
  }

  private void attack(int compromise, AttackKind kind, AttackPlan plan, long start) {
    int day = Clock.day(start);
    Supplier<String> strangers = () -> Addresses.stranger(random);
    switch (kind) {
      case BOTNET, CAREFUL, SNOWSHOE -> {
        Customer victim = victim(day, it -> !it.logins().isEmpty());
        Source login = victim.logins().get(random.nextInt(victim.logins().size()));
        add(compromise, kind, victim, login, strangers, plan, start);
      }
      case CONTACTS -> {
        Customer victim = victim(day, it -> !it.logins().isEmpty());
        Source login = victim.logins().get(random.nextInt(victim.logins().size()));
        Circle circle = Person.ofLogin(victim, login).circle();
        add(compromise, kind, victim, login, () -> circle.one(random), plan, start);
      }
      case SCRIPT -> {
        Customer victim = victim(day, it -> !it.scripts().isEmpty());
        Source site = victim.scripts().get(random.nextInt(victim.scripts().size()));
        Source put = site.beside("uploads/x" + compromise + ".php");
        add(compromise, kind, victim, put, strangers, plan, start);
      }
      case FORM -> {
        Customer victim = victim(day, it -> it.habits().stream().anyMatch(Form.class::isInstance));
        Form form =
            victim.habits().stream()
                .filter(Form.class::isInstance)
                .map(Form.class::cast)
                .findFirst()
                .orElseThrow();
        add(compromise, kind, victim, form.source(), strangers, plan, start);
      }
    }
  }

  private void add(
      int compromise,
      AttackKind kind,
      Customer victim,
      Source source,
      Supplier<String> recipients,
      AttackPlan plan,
      long start) {
    attacks.add(
        new Attack(
            attacks.size(), compromise, kind, victim, source, recipients, plan, start, random));
  }

  private Customer victim(int day, Predicate<Customer> has) {
    for (int i = 0; i < TRIES; i++) {
      Customer drawn = customers.get(random.nextInt(customers.size()));
      if (drawn.first() <= day && has.test(drawn)) {
        return drawn;
      }
    }
    throw new IllegalStateException("no customer for this attack");
  }
}
