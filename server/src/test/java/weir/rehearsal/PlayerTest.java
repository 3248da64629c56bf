package weir.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;

/// The player against a sink, which takes everything.
final class PlayerTest {

  private static void play(SinkMta server, String... lines) throws Exception {
    DialogFile dialog = DialogFile.parse(Path.of("a.dialog"), "# A.\n" + String.join("\n", lines));
    Player.play(dialog, (_, _) -> new Sink(server));
  }

  private static void assertFails(SinkMta server, String expected, String... lines) {
    assertThatThrownBy(() -> play(server, lines))
        .isInstanceOf(DialogFailed.class)
        .hasMessageContaining(expected);
  }

  @Test
  void whatTheServerSaysIsCompared() throws Exception {
    try (SinkMta server = SinkMta.start()) {
      play(server, "server 220 *", "client EHLO a", "server 250-DSN", "server 250 *", "hang-up");
      play(server, "server 220 *", "client EHLO a", "server 250-DSN", "without 250-AUTH*");
      play(server, "server 220 *", "client QUIT", "server 221 *", "closed");
    }
  }

  @Test
  void aFailureShowsThePlaceAndTheConversation() throws Exception {
    try (SinkMta server = SinkMta.start()) {
      assertThatThrownBy(() -> play(server, "server 220 *", "client NOOP", "server 500 *"))
          .isInstanceOf(DialogFailed.class)
          .hasMessage(
              """
              a.dialog:4: expected: 500 *
              but the server said: 250 2.0.0 Ok
              So far:
                server  220 sink.example ESMTP
                client  NOOP\\r\\n
                server  250 2.0.0 Ok
              """);
    }
  }

  @Test
  void everyKindOfExpectationCanFail() throws Exception {
    try (SinkMta server = SinkMta.start()) {
      assertFails(server, "a.dialog:4: ", "server 220 *", "client EHLO a", "server 250-AUTH *");
      assertFails(
          server,
          "not expected: 250-DSN",
          "client EHLO a",
          "server 220 *",
          "server 250-DSN",
          "without 250-DSN");
      assertFails(server, "the server goes on", "server 220 *", "client NOOP", "closed");
      assertFails(
          server,
          "closed the connection",
          "server 220 *",
          "client QUIT",
          "server 221 *",
          "server 250 *");
      assertFails(
          server, "the hop has got 0 messages, not 1", "server 220 *", "hop gets 1 message");
      assertFails(server, "the hop has got no message", "server 220 *", "hop sender <a@b>");
      assertFails(
          server, "the state of this server cannot be made to fail", "state fails", "server 220 *");
      assertFails(server, "no entry of the journal", "server 220 *", "journal refused");
    }
  }

  @Test
  void aReplyThatNobodyExpectedFails() throws Exception {
    try (SinkMta server = SinkMta.start()) {
      server.obey(SinkScript.obedient().on(SinkPoint.NOOP, SinkAct.say("250 one\r\n250 two")));
      assertFails(server, "said more", "server 220 *", "client NOOP", "server 250 one");
    }
  }

  @Test
  void aLineEndThatIsNotCrLfFails() throws Exception {
    try (SinkMta server = SinkMta.start()) {
      server.obey(SinkScript.obedient().on(SinkPoint.NOOP, SinkAct.say("250 one\n250 two")));
      assertFails(
          server, "a CR or LF outside of CR LF", "server 220 *", "client NOOP", "server 250 *");
    }
  }

  @Test
  void whatTheServerLetsWaitBeforeAReplyIsCountedFromTheClientsLastWord() throws Exception {
    try (SinkMta server = SinkMta.start()) {
      play(server, "server 220 *", "within 1s", "client NOOP", "server 250 *", "within 1s");
      assertFails(
          server,
          "a.dialog:4: the server let clients wait for PT2S before this reply, not PT1S",
          "server 220 *",
          "within 1s",
          "within 1s");
    }
  }

  /// A sink in the place of a gateway, which has waited a second more whenever it is asked.
  private static final class Sink implements Partner {
    private final SinkMta sink;
    private int asked;

    private Sink(SinkMta sink) {
      this.sink = sink;
    }

    @Override
    public Duration waited() {
      return Duration.ofSeconds(asked++);
    }

    @Override
    public Door door(String listener, Optional<IpAddress> peer) {
      return new Door(new InetSocketAddress("127.0.0.1", sink.port()), new byte[0]);
    }

    @Override
    public void operator(List<String> words) {}

    @Override
    public void later(Duration time) {}

    @Override
    public List<List<String>> journal() {
      return List.of(List.of("delivered"));
    }

    @Override
    public boolean awaitJournal(Predicate<List<String>> entry) {
      return journal().stream().anyMatch(entry);
    }

    @Override
    public Optional<String> objection(List<String> lines) {
      return Optional.empty();
    }

    @Override
    public void close() {
      assertThat(sink.port()).isPositive();
    }
  }
}
