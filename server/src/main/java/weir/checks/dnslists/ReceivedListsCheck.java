package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Sources;
import weir.checks.dnslists.AskedList.Asked;
import weir.checks.dnslists.HopsBehind.Hop;
import weir.net.IpAddress;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is a host that the message came by on a DNS block list (RFC 5782)?
///
/// Where mail comes in through a second MX or a forwarder, the client is not who sent it, and block
/// lists asked about the client find nothing.
public final class ReceivedListsCheck implements Check {
  public static final FindingKind RECEIVED_LISTED =
      FindingKind.of(
          "received-listed",
          "A host that the message came by is on a DNS block list.",
          "The address that this message came from is on a block list, see there how to be taken"
              + " off",
          "7.1");

  public static final CheckType TYPE =
      new CheckType("received-lists", Stage.HEADERS, List.of(RECEIVED_LISTED));

  private final List<Zone> zones;
  private final HopsBehind behind;
  private final InstantSource clock;

  private record Zone(AskedList list, boolean deep) {}

  public ReceivedListsCheck(ReceivedListsSettings settings, Sources sources) {
    this.zones =
        settings.zones().stream()
            .map(zone -> new Zone(new AskedList(zone, settings.tells(zone), sources), zone.deep()))
            .toList();
    this.behind = new HopsBehind(settings.ownHops(), settings.trustedHops());
    this.clock = sources.clock();
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !zones.isEmpty()
        && facts.message().isPresent()
        && facts.login().isEmpty()
        && facts.attributes().lists() == Attributes.Lists.ASKED;
  }

  @Override
  public void prepare(Facts facts) {
    var _ = ask(facts, true);
  }

  /// A host in the course of being asked about.
  private record Question(IpAddress hop, Asked asked) {}

  private List<Question> ask(Facts facts, boolean first) {
    List<Question> questions = new ArrayList<>();
    for (Hop hop : behind.of(facts)) {
      for (Zone zone : zones) {
        if (!hop.deep() || zone.deep) {
          zone.list
              .ask(hop.address().reversed(), first)
              .ifPresent(asked -> questions.add(new Question(hop.address(), asked)));
        }
      }
    }
    return questions;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Wait wait = new Wait(clock.instant(), deadline);
    List<CheckResult> parts = new ArrayList<>(0);
    for (Question question : ask(facts, false)) {
      switch (question.asked.hear(wait)) {
        case Listing listing -> parts.add(found(question.hop, listing.askingWhy(), wait));
        case Heard.NotListed _ -> {}
        case Heard.CouldNotTell(var unknown) -> parts.add(unknown);
      }
    }
    return parts.isEmpty() ? clear(facts) : CheckResult.of(parts);
  }

  /// Says who was looked at: from outside one cannot tell how far the fields were believed.
  private CheckResult clear(Facts facts) {
    return new CheckResult.Clear(
        behind.of(facts).stream().map(hop -> hop(hop.address())).toList(), List.of());
  }

  private static Evidence hop(IpAddress address) {
    return new Evidence("hop", address.toString());
  }

  private static CheckResult found(IpAddress hop, Listing listing, Wait wait) {
    String sentence =
        "The message came by [" + hop + "], on the block list " + listing.asked().list().zone();
    Listing.Telling telling = new Listing.Telling(hop.toString(), sentence, Optional.empty());
    List<Finding> findings =
        listing.findings(RECEIVED_LISTED, telling, wait).stream()
            .map(finding -> finding.with(hop(hop)))
            .toList();
    return new CheckResult.Found(findings, List.of());
  }
}
