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
import weir.checks.dnslists.HopsBehind.Hop;
import weir.dns.ListAnswer;
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

  private final List<Zone> zones;
  private final HopsBehind behind;
  private final InstantSource clock;

  private record Zone(ReceivedZone settings, AskedList list, boolean told) {}

  public ReceivedListsCheck(ReceivedListsSettings settings, Sources sources) {
    this.zones = settings.zones().stream().map(zone -> zone(zone, settings, sources)).toList();
    this.behind = new HopsBehind(settings.ownHops(), settings.trustedHops());
    this.clock = sources.clock();
  }

  private static Zone zone(ReceivedZone zone, ReceivedListsSettings settings, Sources sources) {
    AskedList list = new AskedList(zone.asked(), sources);
    return new Zone(zone, list, settings.tells(zone));
  }

  @Override
  public String name() {
    return "received-lists";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(RECEIVED_LISTED);
  }

  @Override
  public Stage facts() {
    return Stage.HEADERS;
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
  private record Question(Zone zone, IpAddress hop, Asked asked) {}

  private List<Question> ask(Facts facts, boolean first) {
    List<Question> questions = new ArrayList<>();
    for (Hop hop : behind.of(facts)) {
      for (Zone zone : zones) {
        if (!hop.deep() || zone.settings.deep()) {
          zone.list
              .ask(hop.address().reversed(), first)
              .ifPresent(asked -> questions.add(new Question(zone, hop.address(), asked)));
        }
      }
    }
    return questions;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Instant begun = clock.instant();
    List<CheckResult> parts = new ArrayList<>(0);
    for (Question question : ask(facts, false)) {
      part(question, begun, deadline).ifPresent(parts::add);
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

  private static Optional<CheckResult> part(Question question, Instant begun, Instant deadline) {
    AskedList list = question.zone.list;
    Heard heard = list.hear(question.asked, begun, deadline);
    return switch (heard.meaning()) {
      case ListAnswer.Listed(var values) ->
          Optional.of(
              new CheckResult.Found(findings(question, heard, values, begun, deadline), List.of()));
      case ListAnswer.NotListed _ -> Optional.empty();
      case ListAnswer.Failed(var why, var _) ->
          Optional.of(
              new CheckResult.Unknown(
                  list.zone() + ": " + why,
                  List.of(DnsEvidence.of(question.asked.question(), heard.answer())),
                  list.zone()));
    };
  }

  private static List<Finding> findings(
      Question question, Heard heard, List<IpAddress> values, Instant begun, Instant deadline) {
    AskedList list = question.zone.list;
    Listing listing =
        new Listing(
            heard,
            question.hop.toString(),
            values,
            List.of(list.zone()),
            question.zone.told ? Optional.of(list.askText(question.asked)) : Optional.empty());
    String sentence =
        "The message came by [" + question.hop + "], on the block list " + list.zone();
    return listing.findings(RECEIVED_LISTED, sentence, Optional.empty(), begun, deadline).stream()
        .map(finding -> finding.with(hop(question.hop)))
        .toList();
  }
}
