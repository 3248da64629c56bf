package weir.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.check.Patience;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.config.Tells;
import weir.config.ToldValue;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "Slows down strangers who name many recipients, make many mistakes, or of whom a finding with the action `tarpit` was made. How many sessions may be delayed at once, `delayed` under [limits] says.")
public record TarpitSettings(
    @Doc("Whether replies are slowed down.") @Default("true") boolean enabled,
    @Doc("Which recipients are counted, and for how long.") @Default("native") Counting counting,
    @Doc(
            "Recipients of a client within `window` that are answered at once, over all its sessions; 0 for all. Large senders name thousands: off as shipped.")
        @Default("0")
        @Range(from = "0")
        int afterRecipients,
    @Doc("Refused recipients of a session after which replies to RCPT wait; 0 for never.")
        @Default("3")
        @Range(from = "0")
        int afterRefused,
    @Doc(
            "Errors of a session, as `limits.errors` counts them, after which replies to RCPT wait; 0 for never.")
        @Default("3")
        @Range(from = "0")
        int afterErrors,
    @Doc("Over how long the recipients of a client are counted.")
        @Default("1h")
        @Range(from = "1m", to = "7d")
        Duration window,
    @Doc("How long the first reply waits that waits at all.") @Default("5s") Duration delay,
    @Doc("How long the next ones wait, up to the delay of `tarpitted`.") @Default("constant")
        Growth growth,
    @Doc("The client has gone on for longer than one of the limits. Its delay is the longest.")
        @Default("{delay = '30s'}")
        Action tarpitted,
    @Doc("What follows when the recipients of a client cannot be counted now.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable, Tells {

  /// What is counted against `after-recipients`.
  public enum Counting {
    @Doc(
        "RCPT commands, whatever they are answered, by address (IPv6: /64) over `window`: neither RSET nor a new connection begins anew. With 3 the fourth waits.")
    NATIVE,
    @Doc(
        "Accepted recipients of the transaction, as the tarpit of qmail did: MAIL begins anew, refused recipients neither count nor wait, and with 3 the third waits already.")
    COMPATIBILITY
  }

  /// How waiting goes on.
  public enum Growth {
    @Doc("Each reply waits for the same time.")
    CONSTANT,
    @Doc("Once, twice, three times as long.")
    LINEAR,
    @Doc("Once, twice, four times, eight times as long.")
    DOUBLING;

    private static final int MOST_DOUBLINGS = 20;

    /// @param past how many steps beyond the limit, from 1 on
    Duration wait(Duration first, long past) {
      Duration wait =
          switch (this) {
            case CONSTANT -> first;
            case LINEAR -> first.multipliedBy(Math.min(past, 1L << MOST_DOUBLINGS));
            case DOUBLING -> first.multipliedBy(1L << Math.min(past - 1, MOST_DOUBLINGS));
          };
      return wait.compareTo(Patience.MOST) > 0 ? Patience.MOST : wait;
    }
  }

  public TarpitSettings {
    Patience.within("delay", delay);
  }

  @Override
  public List<ToldValue> told() {
    List<ToldValue> told = new ArrayList<>();
    if (afterRecipients > 0) {
      told.add(
          switch (counting) {
            case NATIVE ->
                ToldValue.of(
                        "after-recipients",
                        "Recipients that a sending computer may name before we answer it slowly",
                        afterRecipients)
                    .within(window);
            case COMPATIBILITY ->
                ToldValue.of(
                    "after-recipients",
                    "The recipient of a message from which on we answer slowly",
                    afterRecipients);
          });
    }
    told.add(ToldValue.of("delay", "How long our first slow answer waits", delay));
    return told;
  }

  @Override
  public Stage at() {
    return Stage.RCPT;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(TarpitCheck.TARPITTED.id(), tarpitted);
  }
}
