package weir.cli.incidents;

import java.util.stream.Collectors;
import weir.cli.output.Shown;
import weir.incident.Campaign;
import weir.incident.Traits;

/// A campaign in a line.
final class CampaignLine {
  private static final int SUBJECT = 60;
  private static final int SOME = 10;

  private CampaignLine() {}

  static String of(Campaign campaign) {
    String ids =
        campaign.incidents().stream()
            .limit(SOME)
            .map(Traits::incident)
            .collect(Collectors.joining(", "));
    int others = campaign.incidents().size() - SOME;
    return "%s%s: %s"
        .formatted(ids, others > 0 ? " and %,d more".formatted(others) : "", why(campaign));
  }

  private static String why(Campaign campaign) {
    return campaign.subjects().stream()
        .sorted()
        .findFirst()
        .map(subject -> "the same subject, " + Shown.cut(subject, SUBJECT))
        .orElseGet(() -> "%,d networks in common".formatted(campaign.networks().size()));
  }
}
