package weir.vitals;

import java.util.OptionalDouble;

/// A vital of a server is much worse than usual.
///
/// @param usual empty where not enough is known
public record Worse(String host, Vital vital, double value, OptionalDouble usual) {

  /// For the desk, without the host's name.
  public String sentence() {
    return vital.sentence(value)
        + (usual.isPresent() && vital.factor() > 0
            ? "; %,.0f is usual".formatted(usual.getAsDouble())
            : "");
  }
}
