package weir.amends;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.config.Text;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.limits.Limit;
import weir.maillog.Entrance;
import weir.meter.Kind;
import weir.observation.Leg;
import weir.observation.Origin;
import weir.passages.Laid;

/// What an account sent, as a scenario: who changes a rule plays it and sees whether the same would
/// be taken for harm again. Nothing of a message or of whom it went to is in it.
public final class SavedScenario {
  /// Lines of what was sent; of more, the last ones.
  public static final int MOST = 2_000;

  /// When the clock of scenarios begins: windows of the clock are to fall as they did.
  private static final LocalTime BEGINS = LocalTime.of(10, 0);

  private static final Pattern UID = Pattern.compile("uid (\\d+) on (\\S+)");

  private final Incident incident;
  private final List<Sign> signs;
  private final Map<String, Integer> networks = new LinkedHashMap<>();
  private final Map<String, Integer> senders = new LinkedHashMap<>();
  private final Set<String> identities = new LinkedHashSet<>();

  private SavedScenario(Incident incident, List<Sign> signs) {
    this.incident = incident;
    this.signs = signs;
  }

  /// @param limits that the server asks
  /// @param exemption that frees from the rules
  /// @param sent by the account, in any order
  public static String text(
      Incident incident,
      List<Sign> signs,
      List<Limit> limits,
      ProposedExemption exemption,
      List<Laid> sent) {
    return new SavedScenario(incident, signs).text(limits, exemption, sent);
  }

  private String text(List<Limit> limits, ProposedExemption exemption, List<Laid> sent) {
    String events = events(sent);
    StringBuilder text = new StringBuilder();
    text.append("# Incident ").append(incident.id()).append(" was a false positive: ");
    text.append("with the exemption nothing is taken for harm.\n");
    text.append("# Which of those that failed do not exist is not known any more.\n");
    text.append("limits\n");
    for (Limit limit : limits) {
      if (exemption.rules().contains(limit.rule().id())) {
        text.append(rule(limit).indent(2)).append('\n');
      }
    }
    text.append(exemption.toml().indent(2));
    String account = incident.account().orElse("nobody");
    text.append("account  ").append(word(account)).append('\n');
    identities.forEach(
        who -> text.append("%-8s %s of %s\n".formatted(kind(who), word(who), word(account))));
    text.append('\n').append(events).append('\n');
    exemption.rules().stream()
        .filter(id -> limits.stream().anyMatch(it -> it.rule().id().equals(id)))
        .forEach(id -> text.append("alarms   ").append(id).append(" 0\n"));
    return text.append("incidents 0\n").toString();
  }

  private static String rule(Limit limit) {
    return """
    [rules.%s]
    of = "%s"
    when = %s
    says = %s
    mode = "%s"
    up-to = "%s"
    """
        .formatted(
            limit.rule().id(),
            limit.rule().of().name().toLowerCase(Locale.ROOT),
            Text.quoted(limit.when().strip()),
            Text.quoted(limit.says()),
            limit.rule().acts() ? "act" : "observe",
            limit.rule().upTo().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private String events(List<Laid> sent) {
    Instant last = signs.stream().map(Sign::at).max(Comparator.naturalOrder()).orElse(Instant.MAX);
    List<Laid> inOrder =
        sent.stream()
            .filter(laid -> laid.passage().origin() == Origin.AUTHORED)
            .filter(laid -> !laid.passage().since().isAfter(last))
            .sorted(Comparator.comparing(laid -> laid.passage().since()))
            .toList();
    List<Laid> few = inOrder.subList(Math.max(0, inOrder.size() - MOST), inOrder.size());
    List<String> lines = new ArrayList<>();
    Optional<Instant> before = few.stream().findFirst().map(it -> begun(it.passage().since()));
    for (Laid each : few) {
      Instant at = each.passage().since();
      long seconds = Duration.between(before.orElse(at), at).toSeconds();
      if (seconds > 0) {
        lines.add("later    " + seconds + "s");
        before = before.map(it -> it.plusSeconds(seconds));
      }
      lines.addAll(lines(each));
    }
    return String.join("\n", lines);
  }

  private static Instant begun(Instant first) {
    Instant today = first.atZone(ZoneOffset.UTC).with(BEGINS).toInstant();
    return today.isAfter(first) ? today.minus(Duration.ofDays(1)) : today;
  }

  private List<String> lines(Laid laid) {
    String who = who(laid);
    identities.add(who);
    Leg leg = laid.passage().first();
    List<String> lines = new ArrayList<>();
    lines.add(
        "sent     %s 1 to %d from %d sender %d sure %s"
            .formatted(
                word(who),
                Math.max(1, leg.recipients()),
                number(networks, network(leg)),
                number(senders, leg.sender().orElse("")),
                laid.confidence().word()));
    if (leg.tally().delivered() > 0) {
      lines.add("answered %s %d taken".formatted(word(who), leg.tally().delivered()));
    }
    if (leg.tally().failed() > 0) {
      lines.add("answered %s %d failed".formatted(word(who), leg.tally().failed()));
    }
    return lines;
  }

  private static String network(Leg leg) {
    return leg.by().orElse(null) instanceof Entrance.Client client
        ? client.address().map(it -> it.network().toString()).orElse("")
        : "";
  }

  /// Who has no name keeps a number.
  private static int number(Map<String, Integer> known, String name) {
    int next = known.size() % 250;
    Integer number = known.putIfAbsent(name, next);
    return number == null ? next : number;
  }

  private String who(Laid laid) {
    String identity = laid.identity().orElse("");
    Matcher uid = UID.matcher(identity);
    if (uid.matches()) {
      return uid.group(2) + ":" + uid.group(1);
    }
    if (identity.startsWith("login ")) {
      return identity.substring("login ".length());
    }
    return incident.about().kind() == Kind.LOGIN || incident.about().kind() == Kind.SCRIPT
        ? incident.about().name().replace(":uid ", ":")
        : "somebody@unknown.example";
  }

  private static String kind(String who) {
    if (who.contains("@") || !who.contains(":")) {
      return "login";
    }
    return who.matches("[^:]+:[0-9]+") ? "user" : "script";
  }

  /// One word of a line, whatever strangers have called themselves.
  private static String word(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\"]", "?");
    return plain.matches("[^\\s#]+") ? plain : '"' + plain + '"';
  }
}
