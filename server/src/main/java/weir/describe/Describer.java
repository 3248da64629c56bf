package weir.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import weir.check.Check;
import weir.check.CheckTable;
import weir.check.Scheduled;
import weir.checks.CheckSettings;
import weir.config.ToldValues;
import weir.describe.Description.Limit;
import weir.verdict.Policy;
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
  /// Checks whose lists others keep. The names of a site's own lists are nobody's business.
  private static final Set<String> OTHERS_LISTS = Set.of("dnsbl", "name-lists", "received-lists");

  public Describer {
    on = List.copyOf(on);
  }

  /// @param forWhom the domain or address that chose the policy
  public Description of(Policy policy, Optional<String> forWhom) {
    Reasons reasons = new Reasons(policy);
    for (Scheduled each : on) {
      add(reasons, each.check(), policy);
    }
    policy.rules().forEach(reasons::add);
    return new Description(
        server,
        policy.name(),
        policy.version(),
        forWhom,
        about,
        contact,
        page,
        reasons.of(Follows.Kind.REFUSES),
        reasons.of(Follows.Kind.COUNTS),
        reasons.of(Follows.Kind.SLOWS),
        Double.isFinite(policy.thresholds().tagAt())
            ? Optional.of(Verdict.Tag.OURS + "Score")
            : Optional.empty(),
        Double.isFinite(policy.thresholds().rejectAt())
            || Double.isFinite(policy.thresholds().deferAt()),
        reasons.marks(),
        reasons.lists(),
        List.of(),
        on.stream().map(each -> policy.whenUnknown(each.check().name())).anyMatch(Describer::waits),
        policy.exemptPostmaster(),
        logins,
        told(policy),
        List.of());
  }

  private void add(Reasons reasons, Check check, Policy policy) {
    if (Anybody.concernedBy(check)) {
      boolean named = OTHERS_LISTS.contains(check.name());
      check
          .possible()
          .forEach(kind -> reasons.add(kind, Led.by(kind, policy, table(check), named)));
    }
  }

  private static boolean waits(WhenUnknown unknown) {
    return unknown != WhenUnknown.OPEN;
  }

  /// What nothing follows from is no limit.
  private List<Limit> told(Policy policy) {
    List<Limit> told = new ArrayList<>();
    told(told, "limits", limits);
    for (Scheduled each : on) {
      CheckTable table = table(each.check());
      boolean acts =
          each.check().possible().stream()
              .flatMap(kind -> Led.by(kind, policy, table, false).stream())
              .anyMatch(led -> !led.meaning().observe());
      if (acts && table instanceof Record record) {
        told(told, "checks." + each.check().name(), record);
      }
    }
    return Recipients.once(told);
  }

  private static void told(List<Limit> told, String table, Record settings) {
    ToldValues.of(settings)
        .forEach(each ->
            told.add(
                new Limit(table + "." + each.key(), each.what(), each.value(), each.setting())));
  }

  private CheckTable table(Check check) {
    return Objects.requireNonNull(settings.byCheck().get(check.name()));
  }
}
