package weir.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.checks.AskedList.Asked;
import weir.checks.AskedList.Heard;
import weir.checks.NameZone.Which;
import weir.checks.ReverseNames.Reverse;
import weir.dns.ListAnswer;
import weir.mail.Domain;
import weir.mail.Path;
import weir.verdict.Attributes;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Is a name that the client shows on a DNS list of domains (RFC 5782 section 3)?
///
/// An address is never asked about: such lists answer that with an error, or with yes. Which names
/// above a name belong to the same owner is known to the lists, or asked for one by one; a list of
/// public suffixes is not shipped.
final class NameListsCheck implements Check {
  static final FindingKind ON_NAME_LIST =
      FindingKind.of(
          "on-name-list",
          "A name that the client shows is on a DNS list of domains.",
          "Your domain is on a block list, see there how to be taken off",
          "7.1");

  /// Names asked about for one name where the parents count, the nearest to the top level first.
  static final int MOST_PARENTS = 5;

  private static final CheckResult CLEAR = CheckResult.clear();

  private final List<Zone> zones;
  private final ReverseNames reverse;
  private final InstantSource clock;

  private record Zone(NameZone settings, AskedList list, ListedCodes codes, boolean told) {}

  NameListsCheck(NameListsSettings settings, ReverseNames reverse, Sources sources) {
    this.zones = settings.zones().stream().map(zone -> zone(zone, settings, sources)).toList();
    this.reverse = reverse;
    this.clock = sources.clock();
  }

  private static Zone zone(NameZone zone, NameListsSettings settings, Sources sources) {
    AskedList list = new AskedList(zone.asked(), sources);
    return new Zone(zone, list, new ListedCodes(zone.byCode().keySet()), settings.tells(zone));
  }

  @Override
  public String name() {
    return "name-lists";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(ON_NAME_LIST);
  }

  @Override
  public Stage facts() {
    return Stage.MAIL;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !zones.isEmpty()
        && facts.role() == Role.MX
        && facts.attributes().lists() == Attributes.Lists.ASKED;
  }

  @Override
  public void prepare(Facts facts) {
    Map<Which, String> names = shown(facts);
    for (Zone zone : zones) {
      names.forEach((which, name) -> {
        var _ = ask(zone, which, name, true);
      });
    }
  }

  /// The names that are known without asking anybody.
  private static Map<Which, String> shown(Facts facts) {
    Map<Which, String> names = new EnumMap<>(Which.class);
    facts
        .hello()
        .flatMap(hello -> Domain.parse(hello.name()))
        .flatMap(NameListsCheck::asked)
        .ifPresent(name -> names.put(Which.HELO, name));
    facts
        .sender()
        .flatMap(sender ->
            sender.path() instanceof Path.Mailbox mailbox
                ? asked(mailbox.domain())
                : Optional.empty())
        .ifPresent(name -> names.put(Which.SENDER, name));
    return names;
  }

  /// A domain of two labels at least, never an address.
  private static Optional<String> asked(Domain domain) {
    return Optional.of(domain)
        .filter(each -> !each.isLiteral() && each.name().indexOf('.') > 0)
        .map(Domain::name);
  }

  /// A name in the course of being asked about.
  private record Question(Zone zone, Which which, String name, Asked asked) {}

  private static List<Question> ask(Zone zone, Which which, String name, boolean first) {
    if (!zone.settings.names().contains(which)) {
      return List.of();
    }
    List<Question> questions = new ArrayList<>();
    for (String each : names(name, zone.settings.ask())) {
      zone.list
          .ask(each, first)
          .ifPresent(asked -> questions.add(new Question(zone, which, each, asked)));
    }
    return questions;
  }

  static List<String> names(String name, NameZone.Ask ask) {
    return switch (ask) {
      case NAME -> List.of(name);
      case PARENTS -> {
        List<String> names = new ArrayList<>();
        for (String at = name; at.indexOf('.') > 0; at = at.substring(at.indexOf('.') + 1)) {
          names.add(at);
        }
        yield names.size() <= MOST_PARENTS
            ? names
            : names.subList(names.size() - MOST_PARENTS, names.size());
      }
    };
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Map<Which, String> names = shown(facts);
    if (zones.stream().anyMatch(z -> z.settings.names().contains(Which.REVERSE_NAME))
        && reverse.look(facts.client(), deadline) instanceof Reverse.Confirmed(var name, var exact)
        && exact) {
      Domain.parse(name)
          .flatMap(NameListsCheck::asked)
          .ifPresent(known -> names.put(Which.REVERSE_NAME, known));
    }
    Instant begun = clock.instant();
    List<Question> questions = new ArrayList<>();
    for (Zone zone : zones) {
      names.forEach(
          (which, name) -> questions.addAll(ask(zone, which, name, which == Which.REVERSE_NAME)));
    }
    List<CheckResult> parts = new ArrayList<>(0);
    for (Question question : questions) {
      part(question, begun, deadline).ifPresent(parts::add);
    }
    return parts.isEmpty() ? CLEAR : CheckResult.of(parts);
  }

  private static Optional<CheckResult> part(Question question, Instant begun, Instant deadline) {
    Zone zone = question.zone;
    Heard heard = zone.list.hear(question.asked, begun, deadline);
    return switch (heard.meaning()) {
      case ListAnswer.Listed(var values) -> {
        Listing listing =
            new Listing(
                heard,
                question.name,
                values,
                zone.codes.subjects(zone.list.zone(), values),
                zone.told ? Optional.of(zone.list.askText(question.asked)) : Optional.empty());
        String sentence =
            "%s %s is on the list %s"
                .formatted(question.which.words(), question.name, zone.list.zone());
        List<Finding> findings =
            listing.findings(ON_NAME_LIST, sentence, zone.settings.url(), begun, deadline);
        yield Optional.of(new CheckResult.Found(findings, List.of()));
      }
      case ListAnswer.NotListed _ -> Optional.empty();
      case ListAnswer.Failed(var why, var _) ->
          Optional.of(
              new CheckResult.Unknown(
                  zone.list.zone() + ": " + why,
                  List.of(DnsEvidence.of(question.asked.question(), heard.answer())),
                  zone.list.zone()));
    };
  }
}
