package weir.checks;

import java.time.Duration;
import java.util.Map;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;
import weir.verdict.WhenUnknown;

@Doc(
    "Slows down strangers who name many recipients or make many mistakes. How many sessions may be delayed at once, `delayed` under [limits] says.")
public record TarpitSettings(
    @Doc("Whether replies are slowed down.") @Default("true") boolean enabled,
    @Doc(
            "Recipients of a client within `window` that are answered at once, over all its sessions; 0 for all. Large senders name thousands: off as shipped.")
        @Default("0")
        @Range(from = "0")
        int afterRecipients,
    @Doc("Refused recipients of a session after which replies to RCPT wait; 0 for never.")
        @Default("3")
        @Range(from = "0")
        int afterRefused,
    @Doc("Refused commands of a session after which replies to RCPT wait; 0 for never.")
        @Default("3")
        @Range(from = "0")
        int afterErrors,
    @Doc("Over how long the recipients of a client are counted.")
        @Default("1h")
        @Range(from = "1m", to = "7d")
        Duration window,
    @Doc("The client has gone on for longer than one of the limits.") @Default("{delay = '5s'}")
        Action tarpitted,
    @Doc("What follows when the recipients of a client cannot be counted now.") @Default("open")
        WhenUnknown unknown)
    implements FindingActions {
  @Override
  public Map<String, Action> actions() {
    return Map.of(TarpitCheck.TARPITTED.id(), tarpitted);
  }
}
