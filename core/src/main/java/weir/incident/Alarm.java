package weir.incident;

import java.time.Instant;
import java.util.Optional;
import weir.attribution.Confidence;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Meters;
import weir.meter.Reading;

/// A rule has begun to hold for a sender.
///
/// @param reading what its meter showed then
/// @param account whose the sender is; empty for a reseller, a host, and what is nobody's
/// @param carrier the narrowest sender within it that carries the evidence: at least half of what
///   the last hour's recipients were sent
/// @param confidence how sure it is that they sent what was seen last
/// @param at when that was
public record Alarm(
    Rule rule,
    Reading reading,
    Optional<String> account,
    MeterKey carrier,
    Confidence confidence,
    Instant at) {

  /// What is odd about a host, by no rule of the operator's. Staff are told, and nothing follows
  /// from it by itself: many customers are behind a host.
  ///
  /// @param id as of a rule
  /// @param sentence for the desk
  public static Alarm ofHost(String id, String host, String sentence, Instant at) {
    MeterKey key = new MeterKey(Kind.HOST, host);
    Rule rule =
        new Rule(
            id, Kind.HOST, _ -> Condition.Held.YES, Saying.plain(sentence), false, Rung.NOTIFY);
    Reading none = new Meters(1).read(key, at);
    return new Alarm(rule, none, Optional.empty(), key, Confidence.STRONG, at);
  }

  /// As it is kept.
  public Sign sign() {
    return Sign.of(this);
  }

  /// What was seen, for people.
  public String reason() {
    return rule.reason(reading);
  }
}
