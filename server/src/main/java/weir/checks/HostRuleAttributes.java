package weir.checks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import weir.check.Patience;
import weir.hostrules.Environment;
import weir.hostrules.Environment.BlockLists;
import weir.hostrules.Rule;
import weir.verdict.Attributes;
import weir.verdict.Attributes.Lists;
import weir.verdict.Attributes.Relay;
import weir.verdict.Attributes.SenderDomain;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Finding;

/// What the variables of rules mean to the checks behind, by the place of the rule.
final class HostRuleAttributes {

  /// The name under which evidence has a rule's place.
  static final String RULE = "rule";

  /// TARPITDELAY where only TARPITCOUNT is set, as in the patch.
  private static final long USUAL_DELAY_SECONDS = 5;

  private final Map<String, Rule> byPlace;

  private HostRuleAttributes(Map<String, Rule> byPlace) {
    this.byPlace = byPlace;
  }

  static HostRuleAttributes of(HostRuleFiles files) {
    Map<String, Rule> byPlace = new HashMap<>();
    for (List<Rule> rules : List.of(files.access().rules(), files.tcprules().rules())) {
      for (Rule rule : rules) {
        if (!of(rule.environment()).equals(Attributes.NONE)) {
          byPlace.put(rule.place(), rule);
        }
      }
    }
    return new HostRuleAttributes(byPlace);
  }

  /// Whether any rule sets any.
  boolean any() {
    return !byPlace.isEmpty();
  }

  /// Of rules that won; what a later one sets stands.
  Attributes of(List<Rule> winners) {
    Map<String, String> variables = new HashMap<>();
    for (Rule rule : winners) {
      variables.putAll(rule.environment().variables());
    }
    return of(new Environment(variables));
  }

  /// Of what the check saw. Where the DNS left it open, only that it may be a relay is known.
  Attributes of(CheckResult seen) {
    return switch (seen) {
      case CheckResult.Clear(var evidence, var _) -> of(rules(evidence));
      case CheckResult.Found(var findings, var _) -> of(findings.getFirst());
      case CheckResult.Several _, CheckResult.NotAsked _ ->
          Attributes.NONE; // rules give one answer, and ask nobody
      case CheckResult.Unknown(var _, var evidence, var _) -> {
        boolean relay =
            rules(evidence).stream().anyMatch(rule -> rule.environment().relayClient().isPresent());
        Attributes none = Attributes.NONE;
        yield relay
            ? new Attributes(
                Relay.UNKNOWN,
                none.lists(),
                none.senderDomain(),
                none.largestMessage(),
                none.tarpit())
            : none;
      }
    };
  }

  /// Of one finding, for each names the same rules. Who is denied gets nothing.
  private Attributes of(Finding finding) {
    return finding.kind().equals(HostRulesCheck.HOST_DENIED)
        ? Attributes.NONE
        : of(rules(finding.evidence()));
  }

  private List<Rule> rules(List<Evidence> evidence) {
    return evidence.stream()
        .filter(piece -> piece.name().equals(RULE))
        .flatMap(piece -> Optional.ofNullable(byPlace.get(piece.value())).stream())
        .toList();
  }

  private static Attributes of(Environment environment) {
    return new Attributes(
        environment.relayClient().isPresent() ? Relay.YES : Relay.NO,
        switch (environment.blockLists()) {
          case BlockLists.Asked() -> Lists.ASKED;
          case BlockLists.Spared(), BlockLists.Refused(var _, var _) -> Lists.SPARED;
        },
        environment.sparesSenderDomain() ? SenderDomain.SPARED : SenderDomain.ASKED,
        largest(environment),
        tarpit(environment));
  }

  /// 0 means no limit of its own: that for all holds.
  private static OptionalLong largest(Environment environment) {
    OptionalLong said = environment.databytes();
    return said.orElse(0) == 0 ? OptionalLong.empty() : said;
  }

  private static Optional<Attributes.Tarpit> tarpit(Environment environment) {
    if (environment.tarpitCount().isEmpty()) {
      return Optional.empty();
    }
    int count = (int) Math.min(environment.tarpitCount().getAsLong(), Integer.MAX_VALUE);
    Duration wished =
        Duration.ofSeconds(Math.min(environment.tarpitDelay().orElse(USUAL_DELAY_SECONDS), 3600));
    boolean tooLong = wished.compareTo(Patience.MOST) > 0;
    return Optional.of(new Attributes.Tarpit(count, tooLong ? Patience.MOST : wished));
  }
}
