package weir.checks.dnslists;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ReverseNames;
import weir.check.ReverseNames.Reverse;
import weir.check.Sources;
import weir.checks.dnslists.AskedList.Asked;
import weir.checks.dnslists.NameZone.Which;
import weir.mail.Domain;
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is a name that the client shows on a DNS list of domains (RFC 5782 section 3)?
///
/// An address is never asked about: such lists answer that with an error, or with yes. Which names
/// above a name belong to the same owner is known to the lists, or asked for one by one; a list of
/// public suffixes is not shipped.
public final class NameListsCheck implements Check {
  public static final FindingKind ON_NAME_LIST =
      FindingKind.of(
          "on-name-list",
          "A name that the client shows is on a DNS list of domains.",
          "Your domain is on a block list, see there how to be taken off",
          "7.1");

  public static final CheckType TYPE =
      new CheckType("name-lists", Stage.MAIL, List.of(ON_NAME_LIST));

  /// Names asked about for one name where the parents count, the nearest to the top level first.
  static final int MOST_PARENTS = 5;

  private final List<Zone> zones;
  private final ReverseNames reverse;
  private final InstantSource clock;

  private record Zone(NameZone settings, AskedList list) {}

  public NameListsCheck(NameListsSettings settings, ReverseNames reverse, Sources sources) {
    this.zones =
        settings.zones().stream()
            .map(zone -> new Zone(zone, new AskedList(zone, settings.tells(zone), sources)))
            .toList();
    this.reverse = reverse;
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
    Map<Which, String> names = shown(facts);
    for (Zone zone : zones) {
      var _ = ask(zone, names, true);
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
  ///
  /// @param shown where the client shows it, or a name below it
  private record Question(Zone zone, Set<Which> shown, String name, Asked asked) {}

  /// Asks about each name once, wherever and however often it is shown.
  ///
  /// @param first whether nobody has asked about these names before; the reverse name, which comes
  ///   late, is always new
  private static List<Question> ask(Zone zone, Map<Which, String> names, boolean first) {
    Map<String, Set<Which>> wanted = new LinkedHashMap<>();
    names.forEach((which, name) -> {
      if (zone.settings.names().contains(which)) {
        names(name, zone.settings.ask())
            .forEach(
                each -> wanted.computeIfAbsent(each, _ -> EnumSet.noneOf(Which.class)).add(which));
      }
    });
    List<Question> questions = new ArrayList<>();
    wanted.forEach((name, shown) ->
        zone.list
            .ask(name, first || shown.equals(Set.of(Which.REVERSE_NAME)))
            .ifPresent(asked -> questions.add(new Question(zone, shown, name, asked))));
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
    Wait wait = new Wait(clock.instant(), deadline);
    List<List<Question>> asked = zones.stream().map(zone -> ask(zone, names, false)).toList();
    List<CheckResult> parts = new ArrayList<>(0);
    for (List<Question> questions : asked) {
      List<Answered> answered = new ArrayList<>();
      for (Question question : questions) {
        answered.add(new Answered(question, question.asked.hear(wait)));
      }
      for (Answered each : onceEach(answered)) {
        switch (each.heard) {
          case Listing listing -> parts.add(found(each.question, listing.askingWhy(), wait));
          case Heard.NotListed _ -> {}
          case Heard.CouldNotTell(var unknown) -> parts.add(unknown);
        }
      }
    }
    return parts.isEmpty() ? CheckResult.CLEAR : CheckResult.of(parts);
  }

  private record Answered(Question question, Heard heard) {
    /// Whether the same entry of the list says both: equal answers, about a name and one above it.
    boolean isBelow(Answered other) {
      return heard instanceof Listing mine
          && other.heard instanceof Listing above
          && mine.values().equals(above.values())
          && question.name.endsWith("." + other.question.name);
    }

    Answered shownAlso(Set<Which> more) {
      Set<Which> shown = EnumSet.copyOf(question.shown);
      shown.addAll(more);
      return new Answered(new Question(question.zone, shown, question.name, question.asked), heard);
    }
  }

  /// The answers of one list, without names that are listed because of a name above them: one
  /// listed domain counts once, in however many names it is shown.
  private static List<Answered> onceEach(List<Answered> answered) {
    Map<String, Answered> once = new LinkedHashMap<>();
    for (Answered each : answered) {
      Answered top =
          answered.stream()
              .filter(each::isBelow)
              .min(Comparator.comparingInt(other -> other.question.name.length()))
              .orElse(each);
      once.merge(
          top.question.name,
          top.shownAlso(each.question.shown),
          (known, more) -> known.shownAlso(more.question.shown));
    }
    return List.copyOf(once.values());
  }

  private static CheckResult found(Question question, Listing listing, Wait wait) {
    String sentence =
        "%s %s is on the list %s"
            .formatted(words(question.shown), question.name, question.zone.list.zone());
    Listing.Telling telling =
        new Listing.Telling(question.name, sentence, question.zone.settings.url());
    Evidence shown = new Evidence("shown-as", keys(question.shown));
    List<Finding> findings =
        listing.findings(ON_NAME_LIST, telling, wait).stream()
            .map(finding -> finding.with(shown))
            .toList();
    return new CheckResult.Found(findings, List.of());
  }

  /// As "The HELO name", or "The HELO name and sender's domain".
  private static String words(Set<Which> shown) {
    List<String> words = shown.stream().map(Which::words).toList();
    String last = words.getLast();
    return words.size() == 1
        ? "The " + last
        : "The " + String.join(", ", words.subList(0, words.size() - 1)) + " and " + last;
  }

  private static String keys(Set<Which> shown) {
    return shown.stream().map(Which::key).collect(Collectors.joining(","));
  }
}
