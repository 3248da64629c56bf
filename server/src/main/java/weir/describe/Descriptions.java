package weir.describe;

import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// What completes a description, and its form for programs.
public final class Descriptions {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Descriptions() {}

  /// With what changed in its policy, as the journal of this folder has it.
  public static Description withChanges(Description description, Path journal) throws IOException {
    return description.with(Changes.of(description.policy(), new PolicyVersions(journal).all()));
  }

  /// One JSON object on a line, names in snake_case, times as ISO 8601.
  public static String json(Description description) {
    return JSON.writeValueAsString(description) + "\n";
  }
}
