package weir.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.ImaginedSession;
import weir.api.Status;
import weir.app.App;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.explain.StageWalk;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;
import weir.sink.SinkMta;
import weir.state.MemoryState;
import weir.testkit.MapResolver;

/// What the status of a running server says of host rules.
class HostRuleHitsTest {
  private static final String SETTINGS =
      """
      host-name = "mx.example.com"
      folder = "state"
      listeners.mx.address = "127.0.0.1:0"
      hops.back.type = "smtp"
      hops.back.address = "127.0.0.1:%d"
      domains."example.com".hop = "back"
      domains."example.com".recipients = ["ann", "bob"]
      """;
  private static final String RULES = "checks.host-rules.tcprules = \"tcp.smtp\"\n";

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-25T08:00:00Z");

  private static String settings(SinkMta back) {
    return SETTINGS.formatted(back.port());
  }

  private Configuration configuration(String toml) throws IOException {
    Path file = Files.writeString(folder.resolve("weir.toml"), toml);
    if (ConfigurationSource.of(file).readAlone()
        instanceof ConfigurationSource.Outcome.Usable(var configuration)) {
      return configuration;
    }
    throw new AssertionError(ConfigurationSource.of(file).readAlone());
  }

  private App app(Configuration configuration) throws StartFailure {
    InstantSource clock = () -> now;
    return new App(
        configuration,
        new Surroundings(
            clock,
            System::nanoTime,
            new Random(1),
            Optional.of(new MapResolver()),
            Optional.of(_ -> {}),
            Optional.of(new MemoryState())));
  }

  private static Optional<Status.HostRules> hostRules(App app) {
    return new StatusReport(app.inside(), "weir.toml").make("running").hostRules();
  }

  private static Optional<Status.HostRules> monitored(App app) {
    return new StatusReport(app.inside(), "weir.toml").forMonitoring("running").hostRules();
  }

  private static void comes(App app, String client) throws InterruptedException {
    ServerView inside = app.inside();
    ImaginedSession session =
        new ImaginedSession(
            client,
            Optional.empty(),
            "mail.example.net",
            "sue@example.net",
            List.of("ann@example.com", "bob@example.com"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    StageWalk.of(
        inside.site().get(), inside.settings().listeners(), session, inside.clock(), "the test");
  }

  @Test
  void aSessionCountsOnceAndAReloadBeginsAnew() throws Exception {
    Files.writeString(folder.resolve("tcp.smtp"), "10.:deny\n192.0.2.:allow\n");
    try (SinkMta back = SinkMta.start();
        App app = app(configuration(settings(back) + RULES))) {
      app.awaitHops();
      comes(app, "192.0.2.1");
      comes(app, "192.0.2.2");
      comes(app, "198.51.100.1");
      Status.HostRules first = hostRules(app).orElseThrow();
      assertThat(first.since()).isEqualTo(now);
      assertThat(first.rules())
          .extracting(Status.HostRule::text, Status.HostRule::won)
          .containsExactly(tuple("10.:deny", 0L), tuple("192.0.2.:allow", 2L));
      assertThat(monitored(app)).as("for monitoring").isEmpty();

      now = now.plusSeconds(60);
      app.reload(configuration(settings(back) + RULES));
      Status.HostRules next = hostRules(app).orElseThrow();
      assertThat(next.since()).isEqualTo(now);
      assertThat(next.rules()).extracting(Status.HostRule::won).containsExactly(0L, 0L);
    }
  }

  @Test
  void withoutRuleFilesNothingIsSaid() throws Exception {
    try (SinkMta back = SinkMta.start();
        App app = app(configuration(settings(back)))) {
      assertThat(hostRules(app)).isEmpty();
    }
  }
}
