package weir.campaigns;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.incident.Campaign;
import weir.incident.Cause;
import weir.incident.Incident;
import weir.incident.Traits;
import weir.incidents.IncidentStore;
import weir.passages.OutgoingMail;
import weir.passages.PassageSearch;

/// Finds campaigns among the incidents of a folder.
///
/// @param folder of the server
public record CampaignSearch(Path folder) {
  /// How far before an incident began its messages are looked at.
  static final Duration BEFORE = Duration.ofHours(1);

  /// Messages of each incident that are looked at, the latest.
  private static final int MESSAGES = 500;

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
        new OutgoingMail(folder).ask(search -> traits(search, incidents));
    return Campaign.of(traits.orElse(List.of()));
  }

  private static List<Traits> traits(PassageSearch search, List<Incident> incidents)
      throws SQLException {
    List<Traits> all = new ArrayList<>();
    for (Incident each : incidents) {
      all.add(
          TraitsReading.of(
              each,
              search.ofAccount(
                  each.account().orElseThrow(), each.began().minus(BEFORE), MESSAGES)));
    }
    Set<String> accounts =
        incidents.stream().flatMap(it -> it.account().stream()).collect(Collectors.toSet());
    Set<String> common = new CommonSites(search, accounts).of(all);
    return all.stream().map(each -> each.without(common)).toList();
  }
}
