package weir.checks.dnslists;

import java.util.Map;
import java.util.Optional;
import weir.check.Action;
import weir.verdict.WhenUnknown;

/// One list in the table of a check that asks DNS lists.
interface DnsListZone {
  AskedZone asked();

  /// What a listing leads to, where the list says so itself.
  Optional<Action> listed();

  /// The same by the key that takes the list's answer.
  default Map<String, Action> byCode() {
    return Map.of();
  }

  /// What follows when it could not tell, where the list says so itself.
  default Optional<WhenUnknown> unknown() {
    return Optional.empty();
  }
}
