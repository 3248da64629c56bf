package weir.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.amends.ProposedExemption;
import weir.amends.SavedScenario;
import weir.cli.Here;
import weir.cli.accounts.Sent;
import weir.config.Binding;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incident.State;
import weir.limits.Limits;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.passages.Laid;
import weir.passages.OutgoingMail;

class SavedScenarioTest {
  private static final MeterKey ANNA = new MeterKey(Kind.LOGIN, "anna@shop.example");
  private static final String LIMITS =
      """
      [rules.many]
      of = "login"
      when = "messages_10m >= 5"
      says = "{messages_10m} \\"messages\\""
      mode = "act"
      up-to = "hold"
      """;

  @TempDir private Path folder;

  private static Incident incident(MeterKey about, Optional<String> account) {
    return new Incident(
        "0123456789abc",
        about,
        account,
        Here.NOW,
        Here.NOW,
        State.RESOLVED,
        Optional.empty(),
        new Incident.Sent(6, 18, 6, 18),
        Optional.empty(),
        Optional.empty());
  }

  private static Sign sign(MeterKey of, String rule) {
    return new Sign(Here.NOW, rule, of, "as seen");
  }

  private static Optional<ProposedExemption> proposed(Incident incident, Sign... signs) {
    return ProposedExemption.of(
        incident, List.of(signs), "ops", "their \"yearly\" letter", LocalDate.of(2026, 12, 1));
  }

  private String saved() throws SQLException, IOException {
    new Sent()
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(4), 3)
        .login("shop", "anna@shop.example", "192.0.2.99", Duration.ofMinutes(2), 3)
        .uid("shop", 2001, Duration.ofHours(5), 1)
        .keep(folder);
    List<Laid> sent =
        new OutgoingMail(folder)
            .ask(search -> search.ofAccount("shop", Instant.EPOCH, 100))
            .orElseThrow();
    Incident incident = incident(ANNA, Optional.of("shop"));
    List<Sign> signs = List.of(sign(ANNA, "many"));
    return SavedScenario.text(
        incident,
        signs,
        limits().limits(),
        proposed(incident, signs.getFirst()).orElseThrow(),
        sent);
  }

  private static Limits limits() {
    return switch (Limits.read(LIMITS, Path.of("limits.toml"))) {
      case Binding.Bound<Limits>(var limits, _) -> limits;
      case Binding.Refused<Limits>(var mistakes) ->
          throw new IllegalStateException(mistakes.toString());
    };
  }

  private void play(String text) throws Exception {
    ScenarioPlayer.play(
        Scenario.parse(Path.of("saved.scenario"), text),
        Files.createTempDirectory(folder, "play"),
        new TreeSet<>());
  }

  @Test
  void whatWasSentIsPlayedAndTheExemptionKeepsTheRuleSilent() throws Exception {
    String text = saved();
    assertThat(text)
        .contains("user     web1:2001 of shop", "alarms   many 0")
        .doesNotContain("192.0.2", "Offer");
    play(text);
  }

  @Test
  void withoutTheExemptionTheSameIsTakenForHarm() throws Exception {
    String text = saved();
    int from = text.indexOf("  [exemptions.");
    String without = text.substring(0, from) + text.substring(text.indexOf("account  "));
    assertThatThrownBy(() -> play(without))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 alarms of many");
  }

  @Test
  void anExemptionIsOfTheNarrowestThatAllRulesCanBeFreedOf() {
    MeterKey shop = new MeterKey(Kind.ACCOUNT, "shop");
    Incident incident = incident(ANNA, Optional.of("shop"));
    assertThat(proposed(incident, sign(ANNA, "many"), sign(ANNA, "burst")))
        .hasValueSatisfying(it -> {
          assertThat(it.of()).isEqualTo(ANNA);
          assertThat(it.rules()).containsExactly("burst", "many");
          assertThat(it.until()).isEqualTo(LocalDate.of(2026, 12, 31));
          assertThat(
                  Limits.read(
                      LIMITS
                          + "[rules.burst]\nof = 'login'\nwhen = 'messages_1h > 9'\nsays = 'x'\n"
                          + it.toml(),
                      Path.of("limits.toml")))
              .isInstanceOf(Binding.Bound.class);
        });
    assertThat(proposed(incident, sign(ANNA, "many"), sign(shop, "all")))
        .hasValueSatisfying(it -> assertThat(it.of()).isEqualTo(shop));
  }

  @Test
  void manyCustomersAreNotExemptedForOne() {
    MeterKey host = new MeterKey(Kind.HOST, "web1");
    assertThat(proposed(incident(host, Optional.empty()), sign(host, "all"))).isEmpty();
  }
}
