package weir.response;

import java.time.Duration;

/// What should follow from an alarm.
public sealed interface Plan {

  /// A response that carries itself out.
  ///
  /// @param why so and not harder, for staff
  record Respond(Target target, Response response, Duration life, String why) implements Plan {}

  /// Staff are told, and nothing else happens.
  ///
  /// @param why, for staff
  record Refrain(String why) implements Plan {}
}
