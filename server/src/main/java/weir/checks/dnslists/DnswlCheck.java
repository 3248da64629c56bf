package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Sources;
import weir.checks.dnslists.AskedList.Asked;
import weir.net.IpAddress;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
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

  public static final CheckType TYPE =
      new CheckType("dnswl", Stage.CONNECT, List.of(ON_ALLOW_LIST));

  private final List<ClientList> zones;
  private final InstantSource clock;

  /// Some list is asked about private and reserved addresses as well.
  private final boolean queryReserved;

  public DnswlCheck(DnswlSettings settings, Sources sources) {
    this.zones =
        settings.zones().stream()
            .map(zone -> new ClientList(new AskedList(zone, false, sources), zone.queryReserved()))
            .toList();
    this.queryReserved = zones.stream().anyMatch(ClientList::queryReserved);
    this.clock = sources.clock();
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
    for (ClientList zone : zones) {
      var _ = zone.ask(facts.client(), true);
    }
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    IpAddress client = facts.client();
    if (!queryReserved && client.isReserved()) {
      return new CheckResult.NotAsked(ClientList.RESERVED);
    }
    Wait wait = new Wait(clock.instant(), deadline);
    List<Asked> asked = new ArrayList<>(zones.size());
    for (ClientList zone : zones) {
      zone.ask(client, false).ifPresent(asked::add);
    }
    List<CheckResult> parts = new ArrayList<>(0);
    for (Asked each : asked) {
      switch (each.hear(wait)) {
        case Listing listing -> {
          List<Finding> findings = listing.findings(ON_ALLOW_LIST, client.toString());
          parts.add(new CheckResult.Found(findings, List.of()));
        }
        case Heard.NotListed _ -> {}
        case Heard.CouldNotTell(var unknown) -> parts.add(unknown);
      }
    }
    return CheckResult.of(parts);
  }
}
