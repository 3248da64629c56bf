package weir.checkup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import weir.dns.Resolver;
import weir.lists.ListedAddresses;
import weir.lists.Watched;
import weir.net.IpAddress;
import weir.vitals.Taken;
import weir.vitals.Vital;

/// On how many block lists each of our hosts is. Asked seldom: lists are others' machines.
public final class ListedGauge implements Gauge {
  /// How often lists are asked.
  static final Duration EVERY = Duration.ofHours(1);

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

  private final Resolver resolver;
  private final Supplier<List<Watched>> lists;
  private final Supplier<Map<String, List<IpAddress>>> hosts;
  private Instant asked = Instant.MIN;
  private List<Taken> last = List.of();

  /// @param lists those of the configuration
  /// @param hosts addresses of our hosts, by the provider's names for them
  public ListedGauge(
      Resolver resolver,
      Supplier<List<Watched>> lists,
      Supplier<Map<String, List<IpAddress>>> hosts) {
    this.resolver = resolver;
    this.lists = lists;
    this.hosts = hosts;
  }

  @Override
  public List<Taken> read(Instant now) {
    if (asked.isAfter(now.minus(EVERY))) {
      return last;
    }
    asked = now;
    List<Taken> taken = new ArrayList<>();
    hosts
        .get()
        .forEach((host, addresses) -> {
          int count =
              ListedAddresses.lists(addresses, lists.get(), resolver, now.plus(ANSWERS_WITHIN));
          taken.add(new Taken(host, Vital.LISTED, count));
        });
    last = List.copyOf(taken);
    return last;
  }
}
