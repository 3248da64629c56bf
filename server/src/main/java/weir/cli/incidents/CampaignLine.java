package weir.cli.incidents;

import java.util.ArrayList;
import java.util.List;
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
    List<String> why = new ArrayList<>();
    campaign.subjects().stream()
        .sorted()
        .findFirst()
        .ifPresent(subject -> why.add("the same subject, " + Shown.cut(subject, SUBJECT)));
    if (campaign.isOneText()) {
      why.add("the same text");
    }
    campaign.links().stream()
        .sorted()
        .findFirst()
        .ifPresent(site -> why.add("links to " + Shown.cut(site, SUBJECT)));
    if (!campaign.networks().isEmpty()) {
      why.add("%,d networks in common".formatted(campaign.networks().size()));
    }
    return String.join("; ", why);
  }
}
