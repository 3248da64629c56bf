package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.Conduct;
import weir.check.DnsEvidence;
import weir.check.Sources;
import weir.checks.dnslists.AskedList.Asked;
import weir.checks.dnslists.AskedList.Heard;
import weir.dns.ListAnswer;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
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

  /// What is said of a list that is not asked about private and reserved addresses.
  static final String RESERVED = "reserved address (query-reserved)";

  private final List<Zone> zones;
  private final boolean anyForReserved;
  private final InstantSource clock;
  private final GoodDaysKept goodDays;

  /// A zone as it is asked.
  private record Zone(DnsblZone settings, AskedList list, ListedCodes codes, boolean told) {}

  public DnsblCheck(DnsblSettings settings, Sources sources) {
    this.zones = settings.zones().stream().map(zone -> zone(zone, settings, sources)).toList();
    this.anyForReserved = settings.zones().stream().anyMatch(DnsblZone::queryReserved);
    this.clock = sources.clock();
    this.goodDays = new GoodDaysKept(sources.state(), clock);
  }

  private static Zone zone(DnsblZone zone, DnsblSettings settings, Sources sources) {
    AskedList list = new AskedList(zone.asked(), sources);
    return new Zone(zone, list, new ListedCodes(zone.byCode().keySet()), settings.tells(zone));
  }

  @Override
  public String name() {
    return "dnsbl";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(ON_BLOCK_LIST);
  }

  @Override
  public Stage facts() {
    return Stage.CONNECT;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !zones.isEmpty()
        && facts.role() == Role.MX
        && facts.attributes().lists() == Attributes.Lists.ASKED;
  }

  @Override
  public void prepare(Facts facts) {
    IpAddress client = facts.client();
    if (isAskedAbout(client)) {
      zones.forEach(zone -> {
        var _ = ask(zone, client, true);
      });
    }
  }

  private boolean isAskedAbout(IpAddress client) {
    return anyForReserved || !client.isReserved();
  }

  private static Optional<Asked> ask(Zone zone, IpAddress client, boolean first) {
    return client.isReserved() && !zone.settings.queryReserved()
        ? Optional.empty()
        : zone.list.ask(client.reversed(), first);
  }

  @Override
  public List<Effect> afterwards(Facts facts, Entry.Transaction ended, Conduct conduct) {
    return goodDays.afterwards(facts.client(), conduct);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    IpAddress client = facts.client();
    return isAskedAbout(client)
        ? new Hearing(client, clock.instant(), deadline).result()
        : new CheckResult.NotAsked(RESERVED);
  }

  /// The answers of all zones about one client.
  private final class Hearing {
    private final IpAddress client;
    private final Instant begun;
    private final Instant deadline;
    private final List<CheckResult> failed = new ArrayList<>(0);
    private final List<Evidence> notAsked = new ArrayList<>(0);

    Hearing(IpAddress client, Instant begun, Instant deadline) {
      this.client = client;
      this.begun = begun;
      this.deadline = deadline;
    }

    /// A listing, in its zone's words.
    private record Named(Zone zone, Listing listing) {}

    CheckResult result() {
      List<Optional<Asked>> asked = new ArrayList<>(zones.size());
      for (Zone zone : zones) {
        asked.add(ask(zone, client, false));
      }
      List<Named> named = new ArrayList<>(0);
      for (int i = 0; i < zones.size(); i++) {
        Zone zone = zones.get(i);
        if (asked.get(i).isPresent()) {
          hear(zone, asked.get(i).get()).ifPresent(listing -> named.add(new Named(zone, listing)));
        } else if (zone.list.out()) {
          notAsked.add(new Evidence(zone.list.zone(), "taken out: " + zone.list.whyOut()));
        } else if (client.isReserved()) {
          notAsked.add(new Evidence(zone.list.zone(), "not asked: " + RESERVED));
        }
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
    private Optional<Listing> hear(Zone zone, Asked asked) {
      Heard heard = zone.list.hear(asked, begun, deadline);
      return switch (heard.meaning()) {
        case ListAnswer.Listed(var values) ->
            Optional.of(
                new Listing(
                    heard,
                    client.toString(),
                    values,
                    zone.codes.subjects(zone.list.zone(), values),
                    zone.told ? Optional.of(zone.list.askText(asked)) : Optional.empty()));
        case ListAnswer.NotListed _ -> Optional.empty();
        case ListAnswer.Failed(var why, var _) -> {
          failed.add(
              new CheckResult.Unknown(
                  zone.list.zone() + ": " + why,
                  List.of(DnsEvidence.of(asked.question(), heard.answer())),
                  zone.list.zone()));
          yield Optional.empty();
        }
      };
    }

    private List<Finding> findings(Named each) {
      return each.listing.findings(
          ON_BLOCK_LIST,
          "Client [" + client + "] is on the block list " + each.zone.list.zone(),
          each.zone.settings.url(),
          begun,
          deadline);
    }
  }
}
