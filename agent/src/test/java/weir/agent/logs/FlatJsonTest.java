package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
  @Test
  void fieldsAreStrings() {
    assertThat(
            FlatJson.read(
                "{ \"A\" : \"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E4\", \"B\":null,\"C\":[\"1\",\"2\"],\"D\":[195,188],\"E\":7,\"F\":[]}"))
        .hasValue(Map.of("A", "x\"\\/\b\f\n\r\tä", "C", "1", "D", "ü", "E", "7"));
    assertThat(FlatJson.read("{}")).hasValue(Map.of());
  }

  @Test
  void aFieldThatIsThereTwiceIsTheFirst() {
    assertThat(FlatJson.read("{\"A\":\"1\",\"A\":\"2\"}")).hasValue(Map.of("A", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"A\"",
        "{\"A\":\"x}",
        "{\"A\":\"\\",
        "{\"A\":\"\\u12\"}",
        "{\"A\":\"\\x\"}",
        "{\"A\":[1,",
        "{\"A\":{\"B\":\"C\"}}",
        "{\"A\":\"x\"} y",
        "{\"A\":\"x\",}",
        "[]",
        "{\"A\":-}",
        "{\"A\":[[[1]]]}",
        "{\"A\":\"\\u٠٠٤١\"}"
      })
  void anythingElseIsNone(String text) {
    assertThat(FlatJson.read(text)).isEmpty();
  }
}
