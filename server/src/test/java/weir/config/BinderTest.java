package weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binding.Bound;
import weir.config.Binding.Refused;
import weir.config.SampleSettings.Act;
import weir.mail.Domain;
import weir.net.IpAddress;
import weir.net.IpPrefix;

class BinderTest {
  private static final Path FILE = Path.of("/etc/weir/weir.toml");

  private final Binder binder = new Binder(Values.standard());

  @Test
  void anEmptyFileGivesTheDefaults() {
    SampleSettings settings = bound("");

    assertThat(settings.name()).isEqualTo("mx.example.com");
    assertThat(settings.greeting().delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.greeting().strangers()).isTrue();
    assertThat(settings.limits().messageSize()).isEqualTo(new ByteSize(50L << 20));
    assertThat(settings.limits().budget()).isEqualTo(9_000_000_000L);
    assertThat(settings.policies()).isEmpty();
    assertThat(settings.zones()).isEmpty();
    assertThat(settings.logins()).isEmpty();
  }

  @Test
  void whatTheFileSaysTakesTheDefaultsPlace() {
    SampleSettings settings =
        bound(
            """
            name = "a.example"
            greeting = { delay = "250ms", strangers = false }

            [policies.strict]
            act = "defer-once"
            score = 3
            without = []

            [policies."b.example"]

            [[zones]]
            name = "one.example"

            [[zones]]
            name = "two.example"
            weight = 0.5

            [hops.main]
            type = "smtp"
            address = "[::1]:2525"

            [hops.files]
            type = "maildir"
            """);

    assertThat(settings.greeting().delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.greeting().banner()).isEqualTo("ESMTP");
    assertThat(settings.policies().keySet()).containsExactly("strict", "b.example");
    assertThat(settings.policies())
        .containsEntry("strict", new SampleSettings.Policy(Act.DEFER_ONCE, 3, List.of()))
        .containsEntry("b.example", new SampleSettings.Policy(Act.REJECT, 5, List.of("greylist")));
    assertThat(settings.zones())
        .containsExactly(
            new SampleSettings.Zone("one.example", 1.5),
            new SampleSettings.Zone("two.example", 0.5));
    assertThat(settings.hops())
        .containsEntry("main", new SampleSettings.Hop.Smtp(new Endpoint("::1", 2525)))
        .containsEntry("files", new SampleSettings.Hop.Maildir(Path.of("/etc/weir/mail")));
  }

  @Test
  void aPathStartsAtTheFolderOfTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weir.toml");
    Files.writeString(folder.resolve("logins"), "");
    Files.writeString(file, "logins = 'sub/../logins'");

    assertThat(binder.file(SampleSettings.class, file))
        .isInstanceOfSatisfying(
            Bound.class,
            bound ->
                assertThat(((SampleSettings) bound.value()).logins())
                    .contains(folder.resolve("logins")));
  }

  @Test
  void aFileThatMustBeReadIsLookedFor(@TempDir Path folder) {
    assertThat(mistakes("logins = 'logins'", folder.resolve("weir.toml")))
        .containsExactly(
            folder + "/weir.toml:1:1: logins: no such file: " + folder.resolve("logins"));
    assertThat(mistakes("logins = '.'", folder.resolve("weir.toml")))
        .containsExactly(folder + "/weir.toml:1:1: logins: is a folder, not a file: " + folder);
  }

  @Test
  void aFileThatIsNotThereIsAMistakeAndNotAnException(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("none.toml");
    assertThat(refusal(binder.file(SampleSettings.class, file)))
        .containsExactly(file + ": cannot be read: no such file");

    Files.write(file, new byte[] {'#', (byte) 0xff});
    assertThat(refusal(binder.file(SampleSettings.class, file)))
        .containsExactly(file + ": is not UTF-8");
  }

  @Test
  void aFileFromAnotherEditorIsReadToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weir.toml");
    Files.writeString(file, "\uFEFFname = 'a.example'\r\n[greeting]\r\nstrangers = false\r\n");

    assertThat(binder.file(SampleSettings.class, file)).isInstanceOf(Bound.class);
  }

  @Test
  void placesOfValuesCanBeAskedForLater() {
    var bound =
        (Bound<SampleSettings>)
            binder.text(
                SampleSettings.class,
                """
                name = "a.example"
                [policies."b.example"]
                without = [ "x",
                  "y" ]
                """,
                FILE);
    Positions positions = bound.positions();
    KeyPath policy = KeyPath.of("policies", "b.example");

    assertThat(positions.of(policy.key("without").item(1))).hasToString("/etc/weir/weir.toml:4:3");
    assertThat(positions.of(policy.key("act"))).hasToString("/etc/weir/weir.toml:2:1");
    assertThat(positions.of(KeyPath.of("greeting"))).hasToString("/etc/weir/weir.toml:1:1");
    assertThat(positions.isWritten(policy.key("without"))).isTrue();
    assertThat(positions.isWritten(policy.key("act"))).isFalse();
    assertThat(positions.undefined(policy.key("act"), "act", "rejct", List.of("reject")))
        .hasToString(
            "/etc/weir/weir.toml:2:1: policies.\"b.example\".act: act \"rejct\" is not defined"
                + " (did you mean reject?)");
  }

  @Test
  void conditionsBetweenKeysAreReportedAtTheKeyToRepair() {
    assertThat(mistakes("[limits]\nsession = '1m'"))
        .containsExactly(
            "/etc/weir/weir.toml:2:1: limits.session: must not be less than command, which is 5m");
  }

  @Test
  void aRefusalOfTheConstructorStandsAtItsKey() {
    assertThat(mistakes("[policies.a]\nact = 'accept'\nscore = -1"))
        .containsExactly("/etc/weir/weir.toml:3:1: policies.a.score: -1.0 is negative");
  }

  @Test
  void aKeyThatWasMisspeltIsNotMissingBesides() {
    assertThat(mistakes("[[zones]]\nzone = 'a.example'\n[[zones]]\nweight = 2"))
        .containsExactly(
            "/etc/weir/weir.toml:2:1: zones[1].zone: unknown key (did you mean name?)",
            "/etc/weir/weir.toml:3:1: zones[2].name: is missing; write a text in quotes");
    assertThat(mistakes("[limits]\nsesion = '2m'\ncommand = '2h'"))
        .containsExactly(
            "/etc/weir/weir.toml:2:1: limits.sesion: unknown key (did you mean session?)");
    assertThat(mistakes("[limits]\nsession = '2m'\nsesion = '2h'"))
        .containsExactly(
            "/etc/weir/weir.toml:2:1: limits.session: must not be less than command, which is 5m",
            "/etc/weir/weir.toml:3:1: limits.sesion: unknown key (did you mean session?)");
  }

  @Test
  void valuesOfMailAndNetworkAreRead() {
    record Net(
        IpAddress address,
        List<IpPrefix> trusted,
        Map<Domain, Integer> domains,
        weir.mail.Path.Mailbox abuse) {}

    String toml =
        """
        address = "192.0.2.1"
        trusted = ["10.0.0.0/8", "2001:db8::1"]
        domains."Example.COM" = 5
        abuse = "abuse@example.com"
        """;
    assertThat(binder.text(Net.class, toml, FILE))
        .isInstanceOfSatisfying(
            Bound.class,
            bound -> {
              Net net = (Net) bound.value();
              assertThat(net.trusted()).hasToString("[10.0.0.0/8, 2001:db8::1/128]");
              assertThat(net.domains()).containsEntry(Domain.parse("example.com").orElseThrow(), 5);
              assertThat(bound.positions().of(KeyPath.of("domains", "example.com")).line())
                  .isEqualTo(3);
            });

    String wrong =
        """
        address = "192.0.2"
        trusted = ["10.0.0.0/40", "10.0.0.1/8", "x"]
        domains."Example.COM" = 5
        domains."example.com" = 6
        domains."-" = 7
        abuse = "abuse"
        """;
    assertThat(SettingsCheck.mistakes(Net.class, wrong))
        .containsExactly(
            "1:1: address: \"192.0.2\" is not an IP address such as \"192.0.2.1\"",
            "2:12: trusted[1]: \"10.0.0.0/40\" is not an IP network such as \"192.0.2.0/24\": the"
                + " prefix length must be 0 to 32",
            "2:27: trusted[2]: \"10.0.0.1/8\" is not an IP network such as \"192.0.2.0/24\": bits"
                + " are set behind the prefix; the network is 10.0.0.0/8",
            "2:41: trusted[3]: \"x\" is not an IP network such as \"192.0.2.0/24\": not an IP"
                + " address or prefix",
            "4:1: domains.\"example.com\": is there already under another spelling",
            "5:1: domains.-: \"-\" is not a domain such as \"example.com\"",
            "6:1: abuse: \"abuse\" is not a mail address such as \"postmaster@example.com\"");
  }

  @Test
  void aDefaultOutsideItsTypeIsADefectOfOurs() {
    record Broken(@Default("5 parsecs") Duration pause) {}

    assertThatThrownBy(() -> binder.text(Broken.class, "", FILE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the default of pause");
  }

  @Test
  void aComponentThatCannotBeASettingIsADefectOfOurs() {
    record Odd(Optional<Thread> thread) {}

    assertThatThrownBy(() -> binder.text(Odd.class, "", FILE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  private SampleSettings bound(String toml) {
    return switch (binder.text(SampleSettings.class, toml, FILE)) {
      case Bound<SampleSettings>(var settings, _) -> settings;
      case Refused<SampleSettings>(var mistakes) -> throw new AssertionError(mistakes.toString());
    };
  }

  private List<String> mistakes(String toml) {
    return mistakes(toml, FILE);
  }

  private List<String> mistakes(String toml, Path file) {
    return refusal(binder.text(SampleSettings.class, toml, file));
  }

  private static List<String> refusal(Binding<SampleSettings> binding) {
    return switch (binding) {
      case Bound<SampleSettings>(var settings, _) -> throw new AssertionError(settings.toString());
      case Refused<SampleSettings>(var mistakes) ->
          mistakes.stream().map(Mistake::toString).toList();
    };
  }
}
