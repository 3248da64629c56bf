package weir.lookup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.asking.OneLine;
import weir.lookup.Source.NoAnswer;
import weir.routing.MapAnswer;
import weir.routing.MapLine;

/// What a source said of a name, field by field, looked at before it is believed.
final class Said {
  /// Characters that a name of a hop or a policy may have.
  private static final int LONGEST = 100;

  private Said() {}

  static MapAnswer found(@Nullable String hop, @Nullable String policy, @Nullable String recipients)
      throws NoAnswer {
    try {
      return new MapAnswer.Found(
          new MapLine(
              name("hop", hop),
              name("policy", policy),
              recipients == null || recipients.isEmpty()
                  ? MapLine.Recipients.UNSAID
                  : MapLine.recipients(OneLine.of(recipients))));
    } catch (IllegalArgumentException e) {
      throw new NoAnswer(String.valueOf(e.getMessage()));
    }
  }

  /// What the words of a program say.
  static MapAnswer found(MapLine line) throws NoAnswer {
    return new MapAnswer.Found(
        new MapLine(
            name("hop", line.hop().orElse(null)),
            name("policy", line.policy().orElse(null)),
            line.recipients()));
  }

  /// An empty text says as little as none: many tables are filled so.
  private static Optional<String> name(String what, @Nullable String value) throws NoAnswer {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    if (value.length() > LONGEST || value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new NoAnswer(what + " is no name: " + OneLine.of(value));
    }
    return Optional.of(value);
  }
}
