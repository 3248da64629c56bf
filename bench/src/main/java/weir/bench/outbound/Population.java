package weir.bench.outbound;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes customers.
final class Population {
  private static final long CUSTOMER = 1;
  private static final int ACCOUNTS_A_RESELLER = 150;

  private final Mix mix;
  private final long seed;
  private final int days;
  private final int hosts;
  private final int resellers;
  private final double sold;
  private final double begun;
  private final Map<CustomerKind, Double> shares = new EnumMap<>(CustomerKind.class);

  /// @param days that will be lived through
  Population(Mix mix, long seed, int accounts, int days) {
    this.mix = mix;
    this.seed = seed;
    this.days = days;
    RandomGenerator random = Chance.of(seed, CUSTOMER, -1);
    Mix.Table all = mix.table("provider");
    hosts = Math.max(1, accounts / all.range("accounts-a-host").count(random));
    resellers = Math.max(1, accounts / ACCOUNTS_A_RESELLER);
    sold = all.range("sold-by-resellers").even(random);
    begun = all.range("new-accounts").even(random);
    for (CustomerKind kind : CustomerKind.values()) {
      shares.put(kind, mix.table("customers").range(kind.word()).even(random));
    }
  }

  int hosts() {
    return hosts;
  }

  Customer customer(int number) {
    RandomGenerator random = Chance.of(seed, CUSTOMER, number);
    Optional<String> reseller =
        Chance.happens(sold, random)
            ? Optional.of("r" + random.nextInt(resellers))
            : Optional.empty();
    CustomerKind kind = kind(random);
    int first = Chance.happens(begun, random) ? random.nextInt(days) : 0;
    Making making = new Making("a" + number, reseller, random.nextInt(hosts), random);
    int plan = making.all(kind);
    return new Customer(
        number, "a" + number, kind, first, plan, making.habits, making.logins, making.scripts);
  }

  private CustomerKind kind(RandomGenerator random) {
    double drawn = random.nextDouble() * shares.values().stream().mapToDouble(it -> it).sum();
    for (CustomerKind kind : CustomerKind.values()) {
      drawn -= shares.get(kind);
      if (drawn < 0) {
        return kind;
      }
    }
    return CustomerKind.MAILBOX;
  }

  /// One customer in the making.
  private final class Making {
    private final String account;
    private final Optional<String> reseller;
    private final int host;
    private final RandomGenerator random;
    private final List<Habit> habits = new ArrayList<>();
    private final List<Source> logins = new ArrayList<>();
    private final List<Source> scripts = new ArrayList<>();

    Making(String account, Optional<String> reseller, int host, RandomGenerator random) {
      this.account = account;
      this.reseller = reseller;
      this.host = host;
      this.random = random;
    }

    /// @return recipients a day that its exemption allows
    int all(CustomerKind kind) {
      String domain = account + ".example";
      people(kind.word(), domain);
      return switch (kind) {
        case MAILBOX, FORWARDER -> 0;
        case SHOP -> none(() -> shop(domain));
        case CONTACT_FORM -> none(() -> form(domain));
        case CRON -> none(() -> cron(domain));
        case NEWSLETTER_WITHIN_PLAN -> newsletter("newsletter-within-plan", domain) * 3;
        case NEWSLETTER_OVER_PLAN -> none(() -> newsletter("newsletter-over-plan", domain));
        case LIST -> none(() -> newsletter("list", domain));
        case RESELLER -> none(this::sites);
      };
    }

    private int none(Runnable making) {
      making.run();
      return 0;
    }

    private void people(String of, String domain) {
      int most = mix.table(of).range("people").count(random);
      for (int n = 0; n < most; n++) {
        Source login = Source.login(account, reseller, host, domain, n);
        PersonHabits drawn = PersonHabits.draw(mix.table("person"), days, random);
        logins.add(login);
        habits.add(new Person(login, drawn, shape("office"), random));
      }
    }

    private void sites() {
      Mix.Table table = mix.table("reseller");
      double shops = table.range("shops").even(random);
      double forms = table.range("forms").even(random);
      double crons = table.range("crons").even(random);
      for (int left = table.range("sites").count(random); left > 0; left--) {
        String domain = account + "-" + left + ".example";
        if (Chance.happens(shops, random)) {
          shop(domain);
        }
        if (Chance.happens(forms, random)) {
          form(domain);
        }
        if (Chance.happens(crons, random)) {
          cron(domain);
        }
      }
    }

    private void shop(String domain) {
      habits.add(new Shop(script(domain, "shop"), mix.table("shop"), shape("evening"), random));
    }

    private void form(String domain) {
      habits.add(
          new Form(script(domain, "form"), mix.table("contact-form"), shape("evening"), random));
    }

    private void cron(String domain) {
      habits.add(new Cron(script(domain, "cron"), mix.table("cron"), random));
    }

    private int newsletter(String table, String domain) {
      Newsletter made =
          new Newsletter(script(domain, "news"), mix.table(table), shape("office"), random);
      habits.add(made);
      return made.subscribers();
    }

    private Source script(String domain, String path) {
      Source made = Source.script(account, reseller, host, domain, path);
      scripts.add(made);
      return made;
    }

    private DayShape shape(String name) {
      return new DayShape(mix.table("hours").numbers(name));
    }
  }
}
