package weir.gateway.live;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.journal.Entry;
import weir.verdict.Verdict.Weighed;

/// Who and what there is most of in these minutes, for `weir top`.
public final class Busiest {
  /// What is told is of the last one to two of these.
  public static final Duration SPAN = Duration.ofMinutes(5);

  /// By whose recipients elsewhere open relays are sought.
  private static final String RELAYING = "relay-denied";

  private final Frequent clients = new Frequent(SPAN.toMillis());
  private final Frequent networks = new Frequent(SPAN.toMillis());
  private final Frequent senders = new Frequent(SPAN.toMillis());
  private final Frequent recipients = new Frequent(SPAN.toMillis());
  private final Frequent findings = new Frequent(SPAN.toMillis());
  private final Frequent probers = new Frequent(SPAN.toMillis());

  /// A place in a ranking.
  ///
  /// @param count of transactions, and of sessions without one
  /// @param refused of these, with a refusal, for now or for good
  /// @param error by how many the count may be too high
  public record Place(String name, long count, long refused, long error) {}

  public void saw(Entry.Transaction it, Instant at) {
    long now = at.toEpochMilli();
    boolean ended = it.outcome() == Entry.End.REFUSED || it.outcome() == Entry.End.CLOSED;
    boolean refused = ended || anyRefuses(it.judged());
    client(it.client(), refused, now);
    senders.saw(it.sender().isEmpty() ? "<>" : domain(it.sender()), refused, now);
    Set<String> domains = new LinkedHashSet<>();
    for (Entry.RecipientLine line : it.recipients()) {
      if (hasDomain(line.recipient())) {
        domains.add(domain(line.recipient()));
      }
    }
    domains.forEach(domain -> recipients.saw(domain, refused, now));
    judged(it.client(), it.judged(), now);
  }

  public void saw(Entry.Session it, Instant at) {
    long now = at.toEpochMilli();
    client(it.client(), !it.refusals().isEmpty(), now);
    judged(it.client(), it.judged(), now);
  }

  private void client(Entry.Client client, boolean refused, long now) {
    clients.saw(client.address().toString(), refused, now);
    networks.saw(client.address().network().toString(), refused, now);
  }

  /// Each finding once, however many recipients met it.
  private void judged(Entry.Client client, List<Entry.Judged> judged, long now) {
    Map<String, Boolean> found = new LinkedHashMap<>();
    for (Entry.Judged each : judged) {
      boolean refused = refuses(each);
      for (Weighed weighed : each.verdict().weighed()) {
        found.merge(weighed.finding().id(), refused, Boolean::logicalOr);
      }
    }
    found.forEach((id, refused) -> findings.saw(id, refused, now));
    if (found.containsKey(RELAYING)) {
      probers.saw(client.address().toString(), true, now);
    }
  }

  private static boolean anyRefuses(List<Entry.Judged> judged) {
    for (Entry.Judged each : judged) {
      if (refuses(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean refuses(Entry.Judged judged) {
    return !judged.verdict().outcome().passes();
  }

  /// A bare `postmaster` has none, nor has whoever is at an address literal.
  private static boolean hasDomain(String address) {
    return address.indexOf('@') >= 0 && !domain(address).startsWith("[");
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /// The rankings by what they rank, the busiest first in each.
  public Map<String, List<Place>> most(int places, Instant at) {
    Map<String, List<Place>> rankings = new LinkedHashMap<>();
    rankings.put("clients", places(clients, places, at));
    rankings.put("networks", places(networks, places, at));
    rankings.put("sender domains", places(senders, places, at));
    rankings.put("recipient domains", places(recipients, places, at));
    rankings.put("findings", places(findings, places, at));
    rankings.put("relay probers", places(probers, places, at));
    return rankings;
  }

  private static List<Place> places(Frequent of, int places, Instant at) {
    return of.most(places, at.toEpochMilli()).stream()
        .map(each -> new Place(each.name(), each.count(), each.refused(), each.error()))
        .toList();
  }
}
