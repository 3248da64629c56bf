package weir.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Request;
import weir.api.Top;
import weir.app.App;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.main.Client;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.testkit.Until;

/// What `weir top` is told of sessions that go on.
class TopReportTest {
  private static final Request.TellTop ASKED = new Request.TellTop(10, 5);

  @TempDir private Path folder;

  private App app() throws StartFailure {
    String toml =
        """
        host-name = "mx.example.com"
        folder = "%s"
        hops.inner = {type = "maildir", root = "%s"}
        listeners.mx = {address = "127.0.0.1:0"}
        domains."example.com" = {hop = "inner", recipients = ["ann", "postmaster"]}
        policy.longest-delay = "1m"
        checks.tarpit = {after-refused = 1, delay = "60s", tarpitted = {delay = "60s"}}
        checks.throttle = {enabled = true, messages = 1, per = "30s"}
        """
            .formatted(folder, folder.resolve("mail"));
    Path file = folder.resolve("weir.toml");
    var bound =
        (Binding.Bound<Settings>) new Binder(Values.standard()).text(Settings.class, toml, file);
    return new App(
        new Configuration(bound.value(), bound.positions(), toml, file),
        new Surroundings(
            java.time.InstantSource.system(),
            System::nanoTime,
            new Random(1),
            Optional.of(
                new MapResolver(
                    "1.0.0.127.in-addr.arpa PTR localhost\n"
                        + "localhost A 127.0.0.1\n"
                        + "example.net MX 10 localhost")),
            Optional.of(_ -> {}),
            Optional.of(new MemoryState())));
  }

  private static Top.Line waitingFor(Top top, String finding) {
    return top.sessions().stream()
        .filter(line -> line.waiting().filter(it -> it.because().equals(finding)).isPresent())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTarpittedAndAThrottledSessionAreSeenWithWhatTheyWaitFor() throws Exception {
    try (App app = app()) {
      app.start();
      TopReport report = new TopReport(app.inside());
      int port = app.address("mx").orElseThrow().getPort();
      try (Client sender = Client.greeted(port);
          Client guesser = Client.greeted(port);
          Client idle = Client.greeted(port)) {
        sender.inTransaction().message();
        sender.says("MAIL FROM:<me@example.net>", 250).says("RCPT TO:<ann@example.com>", 250);
        sender.sends("DATA");
        guesser.says("EHLO guess.example.net", 250).says("MAIL FROM:<g@example.net>", 250);
        guesser.says("RCPT TO:<nobody@example.com>", 550).sends("RCPT TO:<no2@example.com>");
        idle.says("NOOP", 250);
        Until.holds(() -> app.delayed() == 2);
        Top top = report.make(ASKED);
        assertThat(top.open()).isEqualTo(3);
        assertThat(top.delayed()).isEqualTo(2);
        Top.Line tarpitted = waitingFor(top, "tarpitted");
        assertThat(tarpitted.last()).isEqualTo("RCPT");
        assertThat(tarpitted.recipients()).isEqualTo(2);
        assertThat(tarpitted.refused()).isEqualTo(1);
        assertThat(tarpitted.waiting().orElseThrow().left())
            .isBetween(Duration.ZERO, Duration.ofSeconds(60));
        Top.Line throttled = waitingFor(top, "throttled");
        assertThat(throttled.last()).isEqualTo("DATA");
        assertThat(throttled.messages()).isEqualTo(1);
        assertThat(throttled.client()).isEqualTo("127.0.0.1");
        assertThat(throttled.name()).contains("localhost");
        assertThat(top.sessions().getLast().waiting()).isEmpty();
        assertThat(top.rankings().get("clients"))
            .containsExactly(new Top.Place("127.0.0.1", 1, 0, 0));
        assertThat(top.rankings().get("recipient domains"))
            .containsExactly(new Top.Place("example.com", 1, 0, 0));
        assertThat(report.make(new Request.TellTop(1, 0)).sessions()).hasSize(1);
        assertThat(report.make(new Request.TellTop(1, 0)).rankings().values())
            .allMatch(List::isEmpty);
      }
    }
  }

  @Test
  void aRefusalInATransactionThatWasGivenUpCountsAndOnlyDomainsAreDomains() throws Exception {
    try (App app = app()) {
      app.start();
      try (Client client = Client.greeted(app.address("mx").orElseThrow().getPort())) {
        client.says("EHLO mail.example.net", 250).says("MAIL FROM:<me@example.net>", 250);
        client.says("RCPT TO:<postmaster>", 250).says("RCPT TO:<ann@[192.0.2.1]>", 550);
        client.says("RSET", 250);
        Top top = new TopReport(app.inside()).make(ASKED);
        assertThat(top.rankings().get("clients"))
            .containsExactly(new Top.Place("127.0.0.1", 1, 1, 0));
        assertThat(top.rankings().get("recipient domains")).isEmpty();
      }
    }
  }
}
