package weir.bench.outbound;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// `OutboundBench MIX SEED ACCOUNTS DAYS COMPROMISES`: so many accounts live for so many days; all
/// sets of rules watch. Before that they live for two weeks in which nobody is attacked: an
/// operator has the meters read old logs before any rule acts.
final class OutboundBench {
  private static final int BEFORE = 14;

  private OutboundBench() {}

  static void main(String[] args) throws IOException {
    Mix mix = Mix.read(Path.of(args[0]));
    long seed = Long.parseLong(args[1]);
    int accounts = Integer.parseInt(args[2]);
    int days = BEFORE + Integer.parseInt(args[3]);
    int compromises = Integer.parseInt(args[4]);
    Population population = new Population(mix, seed, accounts, days);
    List<Customer> customers = IntStream.range(0, accounts).mapToObj(population::customer).toList();
    List<Attack> attacks = Attacks.make(mix, seed, customers, compromises, BEFORE, days);
    List<RuleSet> sets = RuleSet.ready();
    Scores scores = new Scores(sets, attacks, BEFORE);
    Trial trial = new Trial(sets, scores);
    Traffic traffic = new Traffic(mix, seed, customers, attacks);
    for (int day = 0; day < days; day++) {
      trial.see(traffic.day(day));
    }
    if (!mix.unused().isEmpty()) {
      System.out.println("nobody asked for " + mix.unused() + " of the mix\n");
    }
    Report report = new Report(sets, scores, accountDays(customers, days), System.out);
    report.print();
    report.printRules();
    System.out.printf(
        Locale.ROOT,
        "%d events, %.1f microseconds each for meters and all sets; %d identities, %d octets each%n",
        trial.events(),
        trial.microsAnEvent(),
        trial.identities(),
        octetsAnIdentity(trial));
  }

  private static Map<CustomerKind, Long> accountDays(List<Customer> customers, int days) {
    Map<CustomerKind, Long> all = new EnumMap<>(CustomerKind.class);
    for (Customer customer : customers) {
      all.merge(customer.kind(), (long) days - Math.max(BEFORE, customer.first()), Long::sum);
    }
    return all;
  }

  /// What the heap has less of when the meters are gone.
  private static long octetsAnIdentity(Trial trial) {
    int identities = trial.identities();
    long with = used();
    trial.forgetMeters();
    return (with - used()) / identities;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
