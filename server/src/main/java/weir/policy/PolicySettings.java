package weir.policy;

import java.time.Duration;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.config.Range;
import weir.verdict.Thresholds;

@Doc(
    "How findings are weighed together. What each finding leads to stands with its check, under [checks].")
public record PolicySettings(
    @Doc("Score from which a message is tagged with X-Weir-Score.") @Default("3")
        Optional<Double> tagAt,
    @Doc("Score from which mail is refused for now (4xx). Not set as shipped.")
        Optional<Double> deferAt,
    @Doc("Score from which mail is kept from its recipient until somebody decides.")
        Optional<Double> quarantineAt,
    @Doc(
            "Score from which mail is refused for good (5xx). High as shipped: only several grave signs together reach it.")
        @Default("8")
        Optional<Double> rejectAt,
    @Doc(
            "Bound of all delays of one reply together; clients give up on slow ones (RFC 5321 section 4.5.3.2).")
        @Default("30s")
        @Range(from = "0s", to = "1m")
        Duration longestDelay,
    @Doc(
            "Whether postmaster is spared by the checks, so that who is refused can ask why (RFC 5321 section 4.5.1). Limits, relaying and unknown names are never spared.")
        @Default("true")
        boolean exemptPostmaster,
    @Doc(
            "Whom to ask, told on the page that `weir policy describe` makes: a mail address, a telephone number, a form.")
        Optional<String> contact,
    @Doc("What that page says of you first, in a sentence or two.") Optional<String> about)
    implements Checked {

  @Override
  public void check(Problems problems) {
    ThresholdOrder.check(KeyPath.ROOT, thresholds(), problems);
  }

  Thresholds thresholds() {
    return new Thresholds(or(tagAt), or(deferAt), or(quarantineAt), or(rejectAt));
  }

  private static double or(Optional<Double> score) {
    return score.orElse(Double.POSITIVE_INFINITY);
  }
}
