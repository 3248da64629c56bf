package weir.campaigns;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.incident.Campaign;
import weir.incident.Cause;
import weir.incident.Incident;
import weir.incident.Traits;
import weir.incidents.IncidentStore;
import weir.maillog.Entrance;
import weir.meter.SubjectShape;
import weir.net.IpPrefix;
import weir.observation.Leg;
import weir.observation.Origin;
import weir.passages.Laid;
import weir.passages.OutgoingMail;

/// Finds campaigns among the incidents of a folder.
///
/// @param folder of the server
public record CampaignSearch(Path folder) {
  /// How far before an incident began its messages are looked at.
  private static final Duration BEFORE = Duration.ofHours(1);

  /// Messages of each incident that are looked at, the latest.
  private static final int MESSAGES = 500;

  /// Messages that an incident needs before its subjects say anything.
  private static final int FEW = 3;

  /// Campaigns of which something went on since a time.
  public List<Campaign> since(IncidentStore store, Instant since) throws SQLException, IOException {
    List<Incident> incidents =
        store.list(since.minus(Campaign.WITHIN), false, Campaign.MOST).stream()
            .filter(it -> it.account().isPresent())
            .filter(it -> it.cause().filter(Cause.FALSE_POSITIVE::equals).isEmpty())
            .toList();
    if (incidents.size() < 2) {
      return List.of();
    }
    Optional<List<Traits>> traits =
        new OutgoingMail(folder)
            .ask(search -> {
              Map<String, Traits> all = new HashMap<>();
              for (Incident each : incidents) {
                List<Laid> sent =
                    search.ofAccount(
                        each.account().orElseThrow(), each.began().minus(BEFORE), MESSAGES);
                all.put(each.id(), traits(each, sent));
              }
              return List.copyOf(all.values());
            });
    return Campaign.of(traits.orElse(List.of()));
  }

  static Traits traits(Incident incident, List<Laid> sent) {
    Instant end = incident.last().plus(BEFORE);
    List<Leg> legs =
        sent.stream()
            .filter(laid -> laid.passage().origin() == Origin.AUTHORED)
            .filter(laid -> !laid.passage().since().isAfter(end))
            .map(laid -> laid.passage().first())
            .toList();
    Map<String, Long> shapes =
        legs.stream()
            .flatMap(leg -> leg.subject().stream())
            .collect(Collectors.groupingBy(SubjectShape::of, Collectors.counting()));
    Set<String> usual = new HashSet<>();
    shapes.forEach((shape, count) -> {
      if (count >= FEW && count * 2 >= legs.size()) {
        usual.add(shape);
      }
    });
    Set<IpPrefix> networks =
        legs.stream().flatMap(leg -> network(leg).stream()).collect(Collectors.toSet());
    return new Traits(incident.id(), incident.began(), usual, networks);
  }

  private static Optional<IpPrefix> network(Leg leg) {
    return leg.by().orElse(null) instanceof Entrance.Client client
        ? client.address().map(address -> address.network())
        : Optional.empty();
  }
}
