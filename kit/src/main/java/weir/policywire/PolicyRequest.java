package weir.policywire;

import java.util.Map;
import java.util.Optional;

/// One question of Postfix's.
///
/// @param attributes by name, as Postfix wrote them; values are the client's words where they are
///   its words
public record PolicyRequest(Map<String, String> attributes) {
  public PolicyRequest {
    attributes = Map.copyOf(attributes);
  }

  /// An attribute's value; Postfix writes an empty one where it knows none.
  public Optional<String> get(String name) {
    return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isEmpty());
  }

  /// The stage, such as `RCPT`, `DATA` or `END-OF-MESSAGE`; empty text where it says none.
  public String state() {
    return get("protocol_state").orElse("");
  }

  /// Who logged in, as the SASL mechanism has it.
  public Optional<String> login() {
    return get("sasl_username");
  }

  /// Recipients that were accepted so far, 1 where it says none: Postfix counts them from DATA on.
  public int recipients() {
    return get("recipient_count")
        .filter(count -> count.matches("[0-9]{1,9}"))
        .map(Integer::parseInt)
        .filter(count -> count > 0)
        .orElse(1);
  }
}
