package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.config.Binding.Refused;

/// Files with mistakes, `NAME.toml`, and what the operator reads, `NAME.mistakes`.
class MistakesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "five-mistakes",
        "wrong-types",
        "wrong-units",
        "broken-syntax",
        "names",
        "choices"
      })
  void allMistakesOfAFileAreReportedAtOnce(String name) throws IOException {
    var binding =
        new Binder(Values.standard())
            .text(SampleSettings.class, resource(name + ".toml"), Path.of("weir.toml"));

    String told =
        switch (binding) {
          case Binding.Bound<?> _ -> "";
          case Refused<?>(var mistakes) ->
              mistakes.stream().map(mistake -> mistake + "\n").collect(Collectors.joining());
        };
    assertThat(told).isEqualTo(resource(name + ".mistakes"));
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(MistakesTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
