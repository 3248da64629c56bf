package weir.incident;

import java.time.Instant;
import weir.meter.MeterKey;

/// What a rule saw that had begun to hold.
///
/// @param rule its id
/// @param key of whom
/// @param reason in words, with the numbers of that moment
public record Sign(Instant at, String rule, MeterKey key, String reason) {
  static Sign of(Alarm alarm) {
    return new Sign(alarm.at(), alarm.rule().id(), alarm.reading().key(), alarm.reason());
  }
}
