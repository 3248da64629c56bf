package weir.held;

import java.util.List;
import java.util.Locale;
import weir.verdict.Finding;
import weir.verdict.Verdict;

/// Why a message is here: the verdict in words that outlive the journal.
///
/// @param by id of the finding, check or rule that decided; [#COPY] where nothing speaks against it
/// @param said the sentence that goes with it
/// @param verdict what was decided
/// @param policy name and version of the policy, `name@version`
/// @param found every finding of the verdict
public record Why(
    String by, String said, String verdict, String policy, double score, List<Found> found) {

  /// A copy of its own, since the header fields of this policy differ from those of the first one.
  public static final String COPY = "own-copy";

  public Why {
    found = List.copyOf(found);
  }

  /// A finding.
  ///
  /// @param weight what became of it: `counted`, `observed`, `exempted`, `set-aside`
  /// @param meaning the sentence for staff
  /// @param evidence each as `name = value`, as received
  public record Found(
      String id,
      String subject,
      String weight,
      double points,
      String meaning,
      List<String> evidence) {
    public Found {
      evidence = List.copyOf(evidence);
    }
  }

  public static Why of(String by, String said, Verdict verdict) {
    return new Why(
        by,
        said,
        verdict.outcome().word(),
        verdict.policy(),
        verdict.score(),
        verdict.weighed().stream().map(Why::found).toList());
  }

  private static Found found(Verdict.Weighed weighed) {
    Finding finding = weighed.finding();
    return new Found(
        finding.id(),
        finding.subject(),
        weighed.weight().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        weighed.score(),
        finding.kind().meaning(),
        finding.evidence().stream().map(each -> each.name() + " = " + each.value()).toList());
  }
}
