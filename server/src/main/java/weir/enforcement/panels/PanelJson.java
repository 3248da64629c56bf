package weir.enforcement.panels;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers in JSON.
final class PanelJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private PanelJson() {}

  /// @throws IOException with a sentence for the operator when it is none
  static JsonNode read(String answer) throws IOException {
    try {
      return MAPPER.readTree(answer);
    } catch (JacksonException e) {
      throw new IOException("the answer is no JSON: " + PanelLine.said(answer), e);
    }
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /// Panels write truths as 1, "1", true, "y" or "yes".
  static boolean isTrue(JsonNode node) {
    return switch (node.asString("")) {
      case "1", "true", "y", "yes" -> true;
      default -> false;
    };
  }
}
