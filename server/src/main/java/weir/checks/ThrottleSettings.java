package weir.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.check.Action;
import weir.check.CheckTable;
import weir.check.Patience;
import weir.config.ByteSize;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.config.Range;
import weir.config.Tells;
import weir.config.ToldValue;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

@Doc(
    "How fast messages may come: whoever sends faster waits for the 354 to DATA, and is asked to come back where that wait would be too long. Off as shipped: the right pace is your site's.")
public record ThrottleSettings(
    @Doc("Whether the pace of clients is watched.") @Default("false") boolean enabled,
    @Doc("By what law.") @Default("bucket") Mode mode,
    @Doc("Whose messages are counted together. The one that has to wait longest decides.")
        @Default("['network', 'login']")
        List<Key> keys,
    @Doc("The longest wait; a message that would have to wait for longer is `rate-exceeded`.")
        @Default("30s")
        Duration longestWait,
    @Doc("bucket: messages that may come at once, and within `per`; 0 for any number.")
        @Default("60")
        @Range(from = "0")
        int messages,
    @Doc("bucket: recipients, likewise.") @Default("300") @Range(from = "0") int recipients,
    @Doc("bucket: bytes, likewise.") @Default("100MB") ByteSize bytes,
    @Doc("bucket: how long a full bucket takes to run empty.")
        @Default("10m")
        @Range(from = "1s", to = "1d")
        Duration per,
    @Doc("smooth: the time that a message is to have for itself.")
        @Default("2s")
        @Range(from = "1ms", to = "10m")
        Duration target,
    @Doc("smooth: recipients that are usual for a message; 0 makes no difference by them.")
        @Default("10")
        @Range(from = "0")
        int usualRecipients,
    @Doc("smooth: the silence after which half of a wait is forgotten; 0s for never.")
        @Default("10m")
        @Range(from = "0s", to = "1d")
        Duration halfLife,
    @Doc("Messages come faster than the pace. Its delay is the longest.")
        @Default("{delay = '60s'}")
        Action throttled,
    @Doc("Messages come so much faster that waiting does not help.") @Default("{defer = true}")
        Action rateExceeded,
    @Doc("What follows when the pace of a client is not known now.") @Default("open")
        WhenUnknown unknown)
    implements CheckTable, Checked, Tells {

  /// The law by which clients are slowed down.
  public enum Mode {
    @Doc("A bucket each of messages, recipients and bytes that runs empty evenly.")
    BUCKET,
    @Doc("The law of the old spam throttle: the wait grows and shrinks with the pace.")
    SMOOTH
  }

  /// Whose messages are counted together.
  public enum Key {
    @Doc("A stranger's address; of IPv6 its /64.")
    ADDRESS,
    @Doc("A stranger's network: /24 of IPv4, /64 of IPv6.")
    NETWORK,
    @Doc("The login of a customer, from wherever he connects.")
    LOGIN,
    @Doc("The domain that a stranger names in MAIL FROM. Nobody has checked that it is his.")
    SENDER_DOMAIN
  }

  public ThrottleSettings {
    keys = List.copyOf(keys);
    Patience.within("longest-wait", longestWait);
  }

  @Override
  public void check(Problems problems) {
    if (keys.isEmpty() && problems.isKnown("keys")) {
      problems.add(KeyPath.of("keys"), "nobody's messages are counted; name one");
    }
  }

  Pace pace() {
    return switch (mode) {
      case BUCKET ->
          new TokenBucket(
              messages, recipients, bytes.bytes(), per.toMillis(), longestWait.toMillis());
      case SMOOTH ->
          new SmoothLaw(
              target.toMillis(), longestWait.toMillis(), usualRecipients, halfLife.toMillis());
    };
  }

  /// How long state keeps what a client did: after that it would be without consequence.
  Duration memory() {
    return switch (mode) {
      case BUCKET -> per.multipliedBy(2);
      case SMOOTH -> Duration.ofHours(1);
    };
  }

  @Override
  public List<ToldValue> told() {
    List<ToldValue> told = new ArrayList<>();
    switch (mode) {
      case BUCKET -> {
        tell(told, "messages", "Messages that one sender may bring at full speed", messages);
        tell(
            told,
            "recipients",
            "Recipients that one sender's messages may have at full speed",
            recipients);
        if (bytes.bytes() > 0) {
          told.add(
              ToldValue.of("bytes", "Size of all that one sender may bring at full speed", bytes)
                  .within(per));
        }
      }
      case SMOOTH ->
          told.add(
              ToldValue.of(
                  "target", "How much time should lie between one sender's messages", target));
    }
    told.add(
        ToldValue.of(
            "longest-wait", "How long a message waits at most that comes too fast", longestWait));
    return told;
  }

  private void tell(List<ToldValue> told, String key, String what, int most) {
    if (most > 0) {
      told.add(ToldValue.of(key, what, most).within(per));
    }
  }

  @Override
  public Stage at() {
    return Stage.DATA;
  }

  @Override
  public Map<String, Action> actions() {
    return Map.of(
        ThrottleCheck.THROTTLED.id(), throttled, ThrottleCheck.RATE_EXCEEDED.id(), rateExceeded);
  }
}
