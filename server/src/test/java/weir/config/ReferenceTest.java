package weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.config.Binding.Bound;
import weir.mail.Domain;

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
    assertThat(SettingsCheck.mistakes(SampleSettings.class, uncommented(reference.sample())))
        .containsExactly("4:1: logins: no such file: /etc/weir/logins");
  }

  @Test
  void theSampleOfEveryFormOfTableBinds() {
    record Forms(
        @Doc("A.") SampleSettings.Hop one,
        @Doc("B.") Optional<SampleSettings.Greeting> maybe,
        @Doc("C.") List<SampleSettings.Hop> several,
        @Doc("D.") Map<Domain, SampleSettings.Policy> domains,
        @Doc("E.") Map<String, Double> weights,
        @Doc("F.") List<SampleSettings.Act> acts,
        @Doc("G.") Map<String, List<SampleSettings.Zone>> zones,
        @Doc("H.") Optional<Boolean> truth) {}

    Reference forms = Reference.of(Forms.class, Values.standard());
    Forms bound = SettingsCheck.bound(Forms.class, uncommented(forms.sample()));

    assertThat(bound.one()).isInstanceOf(SampleSettings.Hop.Smtp.class);
    assertThat(bound.maybe()).isPresent();
    assertThat(bound.several()).hasSize(2);
    assertThat(bound.domains()).hasSize(1);
    assertThat(bound.weights()).containsKey("NAME");
    assertThat(bound.acts()).hasSize(1);
    assertThat(bound.zones().get("NAME")).hasSize(1);
    assertThat(bound.truth()).contains(true);
    assertThat(forms.markdown())
        .contains("## `[one]` of type `smtp`", "## `[[several]]` of type `maildir`")
        .contains(
            "## `[domains.DOMAIN]`",
            "## `[[zones.NAME]]`",
            "| `weights` | table, each value a number |");
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

  private static String uncommented(String sample) {
    return sample
        .lines()
        .filter(line -> !line.startsWith("# "))
        .map(line -> line.startsWith("#") ? line.substring(1) : line)
        .collect(Collectors.joining("\n"));
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(ReferenceTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
