package weir.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import weir.check.Action;
import weir.config.Doc;
import weir.config.Range;
import weir.verdict.Thresholds;
import weir.verdict.WhenUnknown;

@Doc(
    "A policy with a name, for the domains, maps and roles that choose it. What it does not mention is as in [policy] and [checks].")
public record PolicyOverlay(
    @Doc("Score from which a message is tagged with X-Weir-Score.") Optional<Double> tagAt,
    @Doc("Score from which mail is refused for now (4xx).") Optional<Double> deferAt,
    @Doc("Score from which mail is kept from its recipient until somebody decides.")
        Optional<Double> quarantineAt,
    @Doc("Score from which mail is refused for good (5xx).") Optional<Double> rejectAt,
    @Doc("Bound of all delays of one reply together.") @Range(from = "0s", to = "1m")
        Optional<Duration> longestDelay,
    @Doc("Whether postmaster is spared by the checks.") Optional<Boolean> exemptPostmaster,
    @Doc(
            "What findings lead to here, by their id, such as `on-block-list = {tag = \"X-Weir-Listed\"}`; `\"on-block-list/ZONE\"` for one list.")
        Map<String, Action> findings,
    @Doc("What follows here when a check could not tell, by the check's name.")
        Map<String, WhenUnknown> unknown) {

  public PolicyOverlay {
    findings = Map.copyOf(findings);
    unknown = Map.copyOf(unknown);
  }

  Thresholds over(Thresholds base) {
    return new Thresholds(
        tagAt.orElse(base.tagAt()),
        deferAt.orElse(base.deferAt()),
        quarantineAt.orElse(base.quarantineAt()),
        rejectAt.orElse(base.rejectAt()));
  }
}
