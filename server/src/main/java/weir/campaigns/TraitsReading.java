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
import weir.observation.Passage;
import weir.passages.Laid;

/// By what an incident is known again, from what its account sent.
final class TraitsReading {
  /// Messages that must have something in common before it says anything.
  private static final int FEW = 3;

  private TraitsReading() {}

  /// @param sent what its account sent until now, from some time before it began
  static Traits of(Incident incident, List<Laid> sent) {
    Instant end = incident.last().plus(CampaignSearch.BEFORE);
    List<Passage> messages =
        sent.stream()
            .map(Laid::passage)
            .filter(message -> message.origin() == Origin.AUTHORED)
            .filter(message -> !message.since().isAfter(end))
            .toList();
    Set<IpPrefix> networks =
        messages.stream()
            .flatMap(message -> network(message.first()).stream())
            .collect(Collectors.toSet());
    return new Traits(
        incident.id(),
        incident.began(),
        usual(messages, it -> it.first().subject().map(SubjectShape::of).stream().toList()),
        networks,
        templates(messages),
        usual(messages, it -> it.likeness().links()));
  }

  /// What at least half of the messages have.
  private static Set<String> usual(
      List<Passage> messages, Function<Passage, Collection<String>> whatItHas) {
    Map<String, Long> counts =
        messages.stream()
            .flatMap(message -> whatItHas.apply(message).stream())
            .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    Set<String> usual = new HashSet<>();
    counts.forEach((each, count) -> {
      if (isUsual(count, messages)) {
        usual.add(each);
      }
    });
    return usual;
  }

  /// One of those that are like one another.
  private static Set<Template> templates(List<Passage> messages) {
    List<Template> all =
        messages.stream().flatMap(it -> it.likeness().template().stream()).toList();
    Set<Template> usual = new HashSet<>();
    for (Template each : all) {
      boolean isNew = usual.stream().noneMatch(each::isLikeOfOne);
      if (isNew && isUsual(all.stream().filter(each::isLikeOfOne).count(), messages)) {
        usual.add(each);
      }
    }
    return usual;
  }

  private static boolean isUsual(long count, List<Passage> messages) {
    return count >= FEW && count * 2 >= messages.size();
  }

  private static Optional<IpPrefix> network(Leg leg) {
    return leg.by().orElse(null) instanceof Entrance.Client client
        ? client.address().map(address -> address.network())
        : Optional.empty();
  }
}
