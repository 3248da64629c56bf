package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.observation.Observation;
import weir.observation.Writer;
import weir.testkit.peers.PhpFpm;

/// What a real PHP writes of the mail of scripts.
class PhpMailTest {
  private static final String SCRIPT =
      """
      <?php
      mail("shop@example.com", "Order", "body", "From: a@x.example\\r\\nMessage-ID: <m1@x.example>");
      eval('mail("two@example.com", "Other", "body");');
      """;

  @TempDir private Path folder;

  private Path script() throws IOException {
    return Files.writeString(folder.resolve("form.php"), SCRIPT).toRealPath();
  }

  private List<Observation.Mailed> followed() throws IOException {
    Rotating it = new Rotating(folder, "php-mail.log");
    it.now = Instant.now().plus(Duration.ofHours(1));
    it.read();
    return it.seen.of(Observation.Mailed.class);
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return Assumptions.abort("no " + command[0] + " here");
    }
  }

  private void assertBothCalls(Path script) throws IOException {
    List<Observation.Mailed> calls = followed();
    assertThat(calls)
        .hasSize(2)
        .allSatisfy(call -> {
          assertThat(call.script()).isEqualTo(script.toString());
          assertThat(call.witness().writer()).isEqualTo(Writer.ANY_USER);
          assertThat(call.witness().at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    assertThat(calls).extracting(Observation.Mailed::line).containsExactly(2, 3);
    assertThat(calls)
        .extracting(Observation.Mailed::recipients)
        .containsExactly(List.of("shop@example.com"), List.of("two@example.com"));
    assertThat(calls.getFirst().messageId()).contains("m1@x.example");
    assertThat(calls.getFirst().subject()).contains("Order");
    assertThat(calls.getLast().messageId()).isEqualTo(Optional.empty());
  }

  @Test
  void aScriptOnTheCommandLineIsToldWithItsPath() throws Exception {
    Path script = script();
    Process php =
        start(
            "php",
            "-d",
            "date.timezone=UTC",
            "-d",
            "mail.log=" + folder.resolve("php-mail.log"),
            "-d",
            "sendmail_path=cat",
            script.toString());
    assertThat(php.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertBothCalls(script);
  }

  @Test
  void aPoolThatItsAdministratorSetWritesItForItsScripts() throws Exception {
    Path script = script();
    String lines =
        """
        php_admin_value[mail.log] = %s/php-mail.log
        php_admin_value[sendmail_path] = /bin/cat
        """
            .formatted(folder);
    try (PhpFpm fpm = PhpFpm.start(folder, "www", lines)) {
      fpm.get(script);
      assertBothCalls(script);
    }
  }
}
