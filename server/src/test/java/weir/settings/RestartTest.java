package weir.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.gateway.DialogLimits;
import weir.login.LoginSettings;

/// No setting changes in silence: each is taken by a reload, or told to wait for a restart.
class RestartTest {
  private static final Set<String> LIVE =
      Set.of(
          "page",
          "directory",
          "hosts",
          "queue",
          "outbound",
          "hops",
          "domains",
          "routing",
          "lookup",
          "checks",
          "lists",
          "marking",
          "policy",
          "policies",
          "roles",
          "rules");
  private static final Set<String> LIVE_LIMITS =
      Set.of(
          "message-size",
          "recipients",
          "chunks",
          "transactions",
          "errors",
          "idle-commands",
          "hops",
          "refusal-lines",
          "command-time",
          "transaction-time",
          "data-time",
          "message-time",
          "connections");

  private static List<String> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  private static final String SITE =
      """
      host-name = "mx.example.com"
      listeners.mx.address = "127.0.0.1:2525"
      hops.back = {type = "smtp", address = "127.0.0.1:2526"}
      domains."example.com" = {hop = "back", recipients = ["ann"]}
      """;

  private static Settings settings(String more) {
    Binding<Settings> binding =
        new Binder(Values.standard()).text(Settings.class, SITE + more, Path.of("/t/weir.toml"));
    return ((Binding.Bound<Settings>) binding).value();
  }

  private static final String LOGIN = "\n[login]\npasswords = \"var/logins\"\n";

  @Test
  void everySettingIsLiveOrNamed() {
    assertThat(keys(Settings.class))
        .filteredOn(key -> !LIVE.contains(key) && !key.equals("limits"))
        .allSatisfy(key -> assertThat(Restart.WAITING).containsKey(key));
    assertThat(keys(DialogLimits.class))
        .filteredOn(key -> !LIVE_LIMITS.contains(key))
        .allSatisfy(key -> assertThat(Restart.WAITING).containsKey("limits." + key));
    assertThat(keys(LoginSettings.class))
        .filteredOn(key -> !key.equals("passwords"))
        .allSatisfy(key -> assertThat(Restart.WAITING).containsKey("login." + key));
  }

  @Test
  void whatChangedIsNamedAndNothingElse() {
    String submission = LOGIN;
    Settings running = settings(submission);

    assertThat(Restart.needed(running, settings(submission))).isEmpty();
    assertThat(Restart.needed(running, settings(submission + "remember = \"1m\"\n")))
        .containsExactly("login.remember");
    assertThat(
            Restart.needed(
                running,
                settings(submission + "[limits]\ndrain-time = \"31s\"\nrecipients = 200\n")))
        .containsExactly("limits.drain-time");
    assertThat(Restart.needed(running, settings("\n[login]\npasswords = \"elsewhere\"\n")))
        .isEmpty();
  }
}
