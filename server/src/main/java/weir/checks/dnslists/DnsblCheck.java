package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Conduct;
import weir.check.Sources;
import weir.checks.dnslists.AskedList.Asked;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is the client's address on a DNS block list (RFC 5782)? All zones are asked at once when it
/// connects.
///
/// A zone that fails, or that answers with an error of its own, lists nobody, and what follows from
/// that is a setting of the zone; the others decide for themselves. A zone whose health has failed
/// is not asked.
public final class DnsblCheck implements Check {
  public static final FindingKind ON_BLOCK_LIST =
      FindingKind.of(
          "on-block-list",
          "The client's address is on a DNS block list.",
          "Your address is on a block list, see there how to be taken off",
          "7.1");

  public static final CheckType TYPE =
      new CheckType("dnsbl", Stage.CONNECT, List.of(ON_BLOCK_LIST));

  private final List<Zone> zones;
  private final InstantSource clock;
  private final GoodDaysKept goodDays;

  /// Some list is asked about private and reserved addresses as well.
  private final boolean queryReserved;

  private record Zone(ClientList client, Optional<String> url) {
    AskedList list() {
      return client.list();
    }
  }

  public DnsblCheck(DnsblSettings settings, Sources sources) {
    this.zones =
        settings.zones().stream()
            .map(zone ->
                new Zone(
                    new ClientList(
                        new AskedList(zone, settings.tells(zone), sources), zone.queryReserved()),
                    zone.url()))
            .toList();
    this.queryReserved = zones.stream().anyMatch(zone -> zone.client.queryReserved());
    this.clock = sources.clock();
    this.goodDays = new GoodDaysKept(sources.state(), clock);
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !zones.isEmpty() && ClientList.concern(facts);
  }

  @Override
  public void prepare(Facts facts) {
    for (Zone zone : zones) {
      var _ = zone.client.ask(facts.client(), true);
    }
  }

  @Override
  public List<Effect> afterwards(Facts facts, Entry.Transaction ended, Conduct conduct) {
    return goodDays.afterwards(facts.client(), conduct);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    IpAddress client = facts.client();
    return queryReserved || !client.isReserved()
        ? new Hearing(client, new Wait(clock.instant(), deadline)).result()
        : new CheckResult.NotAsked(ClientList.RESERVED);
  }

  /// The answers of all zones about one client.
  private final class Hearing {
    private final IpAddress client;
    private final Wait wait;
    private final List<Named> named = new ArrayList<>(0);
    private final List<CheckResult> failed = new ArrayList<>(0);
    private final List<Evidence> notAsked = new ArrayList<>(0);

    Hearing(IpAddress client, Wait wait) {
      this.client = client;
      this.wait = wait;
    }

    /// A listing, in its zone's words.
    private record Named(Zone zone, Listing listing) {}

    CheckResult result() {
      List<Optional<Asked>> asked = new ArrayList<>(zones.size());
      for (Zone zone : zones) {
        asked.add(zone.client.ask(client, false));
      }
      for (int i = 0; i < zones.size(); i++) {
        Zone zone = zones.get(i);
        asked.get(i).ifPresentOrElse(each -> hear(zone, each), () -> leaveOut(zone));
      }
      List<Finding> findings = new ArrayList<>(named.size());
      for (Named each : named) {
        findings.addAll(findings(each));
      }
      List<CheckResult> parts = new ArrayList<>(failed.size() + 1);
      if (!findings.isEmpty()) {
        parts.add(new CheckResult.Found(findings, List.of()));
      }
      parts.addAll(failed);
      return parts.isEmpty() ? new CheckResult.Clear(notAsked, List.of()) : CheckResult.of(parts);
    }

    /// The text is asked for at once, and awaited when all zones have been heard.
    private void hear(Zone zone, Asked asked) {
      switch (asked.hear(wait)) {
        case Listing listing -> named.add(new Named(zone, listing.askingWhy()));
        case Heard.NotListed _ -> {}
        case Heard.CouldNotTell(var unknown) -> failed.add(unknown);
      }
    }

    private void leaveOut(Zone zone) {
      if (zone.list().out()) {
        notAsked.add(new Evidence(zone.list().zone(), "taken out: " + zone.list().whyOut()));
      } else if (!zone.client.isAskedAbout(client)) {
        notAsked.add(new Evidence(zone.list().zone(), "not asked: " + ClientList.RESERVED));
      }
    }

    private List<Finding> findings(Named each) {
      String sentence = "Client [" + client + "] is on the block list " + each.zone.list().zone();
      return each.listing.findings(
          ON_BLOCK_LIST, new Listing.Telling(client.toString(), sentence, each.zone.url), wait);
    }
  }
}
