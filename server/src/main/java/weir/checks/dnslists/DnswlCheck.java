package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.DnsEvidence;
import weir.check.Sources;
import weir.checks.dnslists.AskedList.Asked;
import weir.checks.dnslists.AskedList.Heard;
import weir.dns.ListAnswer;
import weir.net.IpAddress;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Is the client's address on a DNS allow list (RFC 5782)?
///
/// A list that fails has not found anything out, which allows nobody and refuses nobody. Its answer
/// is waited for like those of block lists, so that what it exempts from is known when they decide.
public final class DnswlCheck implements Check {
  public static final FindingKind ON_ALLOW_LIST =
      FindingKind.of(
          "on-allow-list",
          "The client's address is on a DNS allow list.",
          "Your address is on an allow list",
          "7.0");

  private final List<Zone> zones;
  private final InstantSource clock;

  private record Zone(DnswlZone settings, AskedList list, ListedCodes codes) {}

  public DnswlCheck(DnswlSettings settings, Sources sources) {
    this.zones =
        settings.zones().stream()
            .map(zone ->
                new Zone(
                    zone,
                    new AskedList(zone.asked(), sources),
                    new ListedCodes(zone.byCode().keySet())))
            .toList();
    this.clock = sources.clock();
  }

  @Override
  public String name() {
    return "dnswl";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(ON_ALLOW_LIST);
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
    zones.forEach(zone -> {
      var _ = ask(zone, facts.client(), true);
    });
  }

  private static Optional<Asked> ask(Zone zone, IpAddress client, boolean first) {
    return client.isReserved() && !zone.settings.queryReserved()
        ? Optional.empty()
        : zone.list.ask(client.reversed(), first);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.client().isReserved()
        && zones.stream().noneMatch(zone -> zone.settings.queryReserved())) {
      return new CheckResult.NotAsked(DnsblCheck.RESERVED);
    }
    Instant begun = clock.instant();
    List<Optional<Asked>> asked = new ArrayList<>(zones.size());
    zones.forEach(zone -> asked.add(ask(zone, facts.client(), false)));
    List<CheckResult> parts = new ArrayList<>(0);
    for (int i = 0; i < zones.size(); i++) {
      if (asked.get(i).isPresent()) {
        Zone zone = zones.get(i);
        Heard heard = zone.list.hear(asked.get(i).get(), begun, deadline);
        part(zone, heard, facts.client()).ifPresent(parts::add);
      }
    }
    return CheckResult.of(parts);
  }

  private static Optional<CheckResult> part(Zone zone, Heard heard, IpAddress client) {
    var evidence = List.of(DnsEvidence.of(heard.asked().question(), heard.answer()));
    return switch (heard.meaning()) {
      case ListAnswer.Listed(var values) -> {
        Finding.Listed listed =
            new Finding.Listed(
                client.toString(), zone.list.zone(), values.getFirst().toString(), "");
        List<Finding> findings =
            zone.codes.subjects(zone.list.zone(), values).stream()
                .map(subject ->
                    new Finding(ON_ALLOW_LIST, subject, ON_ALLOW_LIST.remedy(), evidence)
                        .with(listed))
                .toList();
        yield Optional.of(new CheckResult.Found(findings, List.of()));
      }
      case ListAnswer.NotListed _ -> Optional.empty();
      case ListAnswer.Failed(var why, var _) ->
          Optional.of(
              new CheckResult.Unknown(zone.list.zone() + ": " + why, evidence, zone.list.zone()));
    };
  }
}
