package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.config.Binding.Bound;

class ReferenceTest {
  private final Reference reference = Reference.of(SampleSettings.class, Values.standard());

  @Test
  void thePageNamesEverySettingWithTypeDefaultAndSentence() throws IOException {
    assertThat(reference.markdown()).isEqualTo(resource("sample-settings.md"));
  }

  @Test
  void theSampleHasEveryKeyWithItsSentence() throws IOException {
    assertThat(reference.sample()).isEqualTo(resource("sample-settings.sample"));
  }

  @Test
  void theSampleAsItIsSetsNothing() {
    assertThat(SettingsCheck.bound(SampleSettings.class, reference.sample()))
        .isEqualTo(SettingsCheck.defaults(SampleSettings.class));
  }

  @Test
  void theSampleBindsWithEverySettingUncommented() {
    String all =
        reference
            .sample()
            .lines()
            .filter(line -> !line.startsWith("# "))
            .map(line -> line.startsWith("#") ? line.substring(1) : line)
            .collect(Collectors.joining("\n"));

    assertThat(SettingsCheck.mistakes(SampleSettings.class, all))
        .containsExactly("4:1: logins: no such file: /etc/weir/logins");
  }

  @Test
  void theSchemaIsMadeOfTheSameRecords() throws IOException {
    assertThat(reference.schema()).isEqualTo(resource("sample-settings.json"));
  }

  @Test
  void theSampleSettingsPassTheirOwnChecks() {
    SettingsCheck.documented(SampleSettings.class);
    assertThat(new Binder(Values.standard()).text(SampleSettings.class, "", Path.of("weir.toml")))
        .isInstanceOf(Bound.class);
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(ReferenceTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
