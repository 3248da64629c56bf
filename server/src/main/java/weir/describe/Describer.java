package weir.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import weir.checks.Check;
import weir.checks.CheckSettings;
import weir.checks.Scheduled;
import weir.config.ToldValues;
import weir.describe.Description.Limit;
import weir.describe.Description.Mark;
import weir.describe.Description.Reason;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Policy;
import weir.verdict.Rule;
import weir.verdict.Verdict;
import weir.verdict.WhenUnknown;

/// Puts one policy into words.
///
/// @param server the name of the mail server
/// @param about what the site says of itself
/// @param contact whom to ask
/// @param page where the page is
/// @param logins whether customers can log in
/// @param settings those of the checks
/// @param on the checks that are on
/// @param limits other settings whose values people may be told
public record Describer(
    String server,
    Optional<String> about,
    Optional<String> contact,
    Optional<String> page,
    boolean logins,
    CheckSettings settings,
    List<Scheduled> on,
    Record limits) {
  private static final String BLOCK_LISTS = "dnsbl";

  public Describer {
    on = List.copyOf(on);
  }

  /// @param forWhom the domain or address that chose the policy
  public Description of(Policy policy, Optional<String> forWhom) {
    List<Reason> refused = new ArrayList<>();
    List<Reason> signs = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    kinds(policy)
        .forEach((kind, meanings) -> {
          for (Meaning meaning : meanings) {
            meaning
                .tag()
                .filter(_ -> !meaning.observe())
                .ifPresent(field -> add(marks, field, kind));
          }
          strongest(meanings)
              .ifPresentOrElse(
                  refusal -> refused.add(refused(kind, refusal)),
                  () -> {
                    if (meanings.stream().anyMatch(one -> !one.observe() && one.score() > 0)) {
                      signs.add(sign(kind));
                    }
                  });
        });
    return new Description(
        server,
        policy.name(),
        policy.version(),
        forWhom,
        about,
        contact,
        page,
        refused,
        signs,
        Double.isFinite(policy.thresholds().tagAt())
            ? Optional.of(Verdict.Tag.OURS + "Score")
            : Optional.empty(),
        Double.isFinite(policy.thresholds().rejectAt())
            || Double.isFinite(policy.thresholds().deferAt()),
        marks,
        lists(policy),
        on.stream().map(each -> policy.whenUnknown(each.check().name())).anyMatch(Describer::waits),
        policy.exemptPostmaster(),
        logins,
        told(),
        List.of());
  }

  /// What the checks that are on, and the site's rules, can find, with all that it means here: for
  /// one subject it may mean something else than for another.
  private Map<FindingKind, List<Meaning>> kinds(Policy policy) {
    Map<FindingKind, List<Meaning>> kinds = new LinkedHashMap<>();
    for (Scheduled each : on) {
      Check check = each.check();
      if (!Anybody.concernedBy(check)) {
        continue;
      }
      for (FindingKind kind : check.possible()) {
        kinds.put(kind, meanings(policy, kind));
      }
    }
    for (Rule rule : policy.rules()) {
      kinds.put(rule.kind(), List.of(rule.meaning()));
    }
    return kinds;
  }

  private static List<Meaning> meanings(Policy policy, FindingKind kind) {
    return Stream.concat(
            Stream.of(policy.meanings().getOrDefault(kind.id(), Meaning.OBSERVE)),
            policy.meanings().entrySet().stream()
                .filter(each -> each.getKey().startsWith(kind.id() + "/"))
                .map(Map.Entry::getValue))
        .toList();
  }

  private static Optional<Refusal> strongest(List<Meaning> meanings) {
    return meanings.stream()
        .filter(meaning -> !meaning.observe())
        .flatMap(meaning -> meaning.refusal().stream())
        .min(Refusal::compareTo);
  }

  private static Reason refused(FindingKind kind, Refusal refusal) {
    String follows =
        switch (refusal) {
          case REJECT -> "The message is refused, and its sender is told why.";
          case DEFER -> "The sender's mail server is asked to try again later.";
          case CLOSE -> "The connection is closed. A mail server tries again by itself.";
          case QUARANTINE -> "The message is kept back until somebody has looked at it.";
        };
    Optional<String> code =
        switch (refusal) {
          case REJECT -> Optional.of("5." + kind.detail());
          case DEFER, CLOSE -> Optional.of("4." + kind.detail());
          case QUARANTINE -> Optional.empty();
        };
    return new Reason(
        kind.id(), PlainFindings.sentence(kind), follows, sentence(kind.remedy()), code);
  }

  private static Reason sign(FindingKind kind) {
    return new Reason(
        kind.id(),
        PlainFindings.sentence(kind),
        "It counts as a sign of unwanted mail.",
        sentence(kind.remedy()),
        Optional.empty());
  }

  /// In a reply no full stop follows.
  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static void add(List<Mark> marks, String field, FindingKind kind) {
    Mark mark = new Mark(field, PlainFindings.sentence(kind));
    if (!marks.contains(mark)) {
      marks.add(mark);
    }
  }

  /// Their names stand in the refusals already. One that is only watched does nothing to anybody.
  private List<String> lists(Policy policy) {
    if (on.stream().noneMatch(each -> each.check().name().equals(BLOCK_LISTS))) {
      return List.of();
    }
    return settings.dnsbl().zones().stream()
        .map(zone -> zone.asked().name().name())
        .filter(zone -> !meaning(policy, zone).observe())
        .toList();
  }

  private static Meaning meaning(Policy policy, String zone) {
    Meaning all = policy.meanings().getOrDefault("on-block-list", Meaning.OBSERVE);
    return policy.meanings().getOrDefault("on-block-list/" + zone, all);
  }

  private static boolean waits(WhenUnknown unknown) {
    return unknown != WhenUnknown.OPEN;
  }

  private List<Limit> told() {
    List<Limit> told = new ArrayList<>();
    ToldValues.of(limits).forEach((what, value) -> told.add(new Limit(what, value)));
    settings
        .byCheck()
        .forEach((name, table) -> {
          boolean acts = on.stream().anyMatch(each -> each.check().name().equals(name));
          if (acts && table instanceof Record record) {
            ToldValues.of(record).forEach((what, value) -> told.add(new Limit(what, value)));
          }
        });
    return told;
  }
}
