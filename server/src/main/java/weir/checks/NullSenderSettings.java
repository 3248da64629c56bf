package weir.checks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.verdict.Meaning.Refusal;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Bounces, which have the null sender `<>`. As shipped nobody is refused for that (RFC 2505 section 2.6.1); what is odd about one can be written down.")
public record NullSenderSettings(
    @Doc(
            "Whether bounces are looked at, and senders of our own mail are remembered for it. Of use only where all mail of your users goes out through here.")
        @Default("false")
        boolean enabled,
    @Doc("How long it is remembered that an address of ours has sent mail.")
        @Default("14d")
        @Range(from = "1d", to = "60d")
        Duration remember,
    @Doc("A bounce has more than one recipient; real ones have one.") @Default("{observe = true}")
        Action nullSenderToMany,
    @Doc("A bounce is for somebody who sent no mail through us in the time of `remember`.")
        @Default("{observe = true}")
        Action bounceUnasked,
    @Doc("What follows when state cannot be read.") @Default("open") WhenUnknown unknown)
    implements CheckTable {

  /// A sentence for each finding that refuses bounces.
  List<String> remarks() {
    return actions().entrySet().stream()
        .filter(each -> enabled && refuses(each.getValue()))
        .map(each ->
            "checks.null-sender."
                + each.getKey()
                + " refuses bounces, which RFC 2505 section 2.6.1 forbids")
        .sorted()
        .toList();
  }

  private static boolean refuses(Action action) {
    return !action.observe()
        && action.refusal().filter(how -> how != Refusal.QUARANTINE).isPresent();
  }

  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        NullSenderCheck.NULL_SENDER_TO_MANY.id(), nullSenderToMany,
        NullSenderCheck.BOUNCE_UNASKED.id(), bounceUnasked);
  }
}
