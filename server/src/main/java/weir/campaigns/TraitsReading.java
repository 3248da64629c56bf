package weir.campaigns;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import weir.incident.Incident;
import weir.incident.Traits;
import weir.likeness.Template;
import weir.maillog.Entrance;
import weir.meter.SubjectShape;
import weir.net.IpPrefix;
import weir.observation.Leg;
import weir.observation.Origin;
import weir.passages.Laid;

/// By what an incident is known again, from what its account sent.
final class TraitsReading {
  /// Messages that must have something in common before it says anything.
  private static final int FEW = 3;

  private TraitsReading() {}

  /// @param sent what its account sent until now, from some time before it began
  static Traits of(Incident incident, List<Laid> sent) {
    Instant end = incident.last().plus(CampaignSearch.BEFORE);
    List<Leg> legs =
        sent.stream()
            .filter(laid -> laid.passage().origin() == Origin.AUTHORED)
            .filter(laid -> !laid.passage().since().isAfter(end))
            .map(laid -> laid.passage().first())
            .toList();
    Set<IpPrefix> networks =
        legs.stream().flatMap(leg -> network(leg).stream()).collect(Collectors.toSet());
    return new Traits(
        incident.id(),
        incident.began(),
        usual(legs, leg -> leg.subject().map(SubjectShape::of).stream().toList()),
        networks,
        templates(legs),
        usual(legs, leg -> leg.likeness().links()));
  }

  /// What at least half of the messages have.
  private static Set<String> usual(List<Leg> legs, Function<Leg, Collection<String>> whatItHas) {
    Map<String, Long> counts =
        legs.stream()
            .flatMap(leg -> whatItHas.apply(leg).stream())
            .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    Set<String> usual = new HashSet<>();
    counts.forEach((each, count) -> {
      if (isUsual(count, legs)) {
        usual.add(each);
      }
    });
    return usual;
  }

  /// One of those that are like one another.
  private static Set<Template> templates(List<Leg> legs) {
    List<Template> all = legs.stream().flatMap(leg -> leg.likeness().template().stream()).toList();
    Set<Template> usual = new HashSet<>();
    for (Template each : all) {
      boolean isNew = usual.stream().noneMatch(each::isLikeOfOne);
      if (isNew && isUsual(all.stream().filter(each::isLikeOfOne).count(), legs)) {
        usual.add(each);
      }
    }
    return usual;
  }

  private static boolean isUsual(long count, List<Leg> legs) {
    return count >= FEW && count * 2 >= legs.size();
  }

  private static Optional<IpPrefix> network(Leg leg) {
    return leg.by().orElse(null) instanceof Entrance.Client client
        ? client.address().map(address -> address.network())
        : Optional.empty();
  }
}
