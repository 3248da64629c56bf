package weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  @TempDir Path folder;

  private ControlSocket open(Commands commands) throws IOException {
    return ControlSocket.open(folder, commands);
  }

  @Test
  void aRequestIsAnswered() throws Exception {
    AtomicReference<Request> heard = new AtomicReference<>();
    try (ControlSocket _ =
        open((request, _) -> {
          heard.set(request);
          return new Answer.Done("as you wish");
        })) {
      Request allow = new Request.Allow("192.0.2.7", Duration.ofDays(7), "ticket \"4711\"\n");

      assertThat(new ControlClient(folder).ask(allow)).isEqualTo(new Answer.Done("as you wish"));
      assertThat(heard).hasValue(allow);
    }
  }

  @Test
  void whoAsksIsWhatTheKernelSays() throws Exception {
    try (ControlSocket _ = open((_, by) -> new Answer.Done(by))) {
      assertThat(new ControlClient(folder).ask(new Request.TellLeases()))
          .isEqualTo(new Answer.Done(Files.getOwner(folder).getName()));
    }
  }

  @Test
  void onlyTheOwnerMayConnect() throws Exception {
    try (ControlSocket _ = open((_, _) -> new Answer.Done(""))) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("control.sock"))))
          .isEqualTo("rw-------");
      try (var left = Files.list(folder)) {
        assertThat(left).containsExactly(folder.resolve("control.sock"));
      }
    }
  }

  @Test
  void aSecondClientIsAnsweredWhileTheFirstWaits() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    try (ControlSocket _ =
        open((request, _) -> {
          if (request instanceof Request.Reload) {
            first.countDown();
            second.await();
          }
          return new Answer.Done(request.toString());
        })) {
      Thread waiting = Thread.ofVirtual().start(() -> ask(new Request.Reload()));
      first.await();

      assertThat(ask(new Request.TellLeases())).isInstanceOf(Answer.Done.class);
      assertThat(waiting.isAlive()).isTrue();
      second.countDown();
      waiting.join();
    }
  }

  private Answer ask(Request request) {
    try {
      return new ControlClient(folder).ask(request);
    } catch (IOException | NoServer e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nonsenseIsAnsweredWithTheReason() throws Exception {
    try (ControlSocket _ = open((_, _) -> new Answer.Done(""))) {
      assertThat(raw("{\"ask\": \"format-the-disk\"}\n")).contains("\"failed\"", "not understood");
      assertThat(raw("hello\n")).contains("\"failed\"");
      assertThat(raw("null\n")).contains("\"failed\"");
    }
  }

  @Test
  void aRequestThatIsTooLongEndsTheConnectionUnheard() throws Exception {
    String longReason = "x".repeat(ControlProtocol.REQUEST + 100);
    AtomicReference<Request> heard = new AtomicReference<>();
    try (ControlSocket _ =
        open((request, _) -> {
          heard.set(request);
          return new Answer.Done("");
        })) {
      assertThatThrownBy(() -> raw("{\"ask\":\"lift\",\"target\":\"" + longReason + "\"}\n"))
          .isInstanceOf(IOException.class);
      assertThat(ask(new Request.Stop())).isInstanceOf(Answer.Done.class);
      assertThat(heard).hasValue(new Request.Stop());
    }
  }

  @Test
  void aDefectOfTheServerIsAnAnswer() throws Exception {
    try (ControlSocket _ =
        open((_, _) -> {
          throw new IllegalStateException("oops");
        })) {
      assertThat(ask(new Request.Reload())).isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void withoutAServerTheClientSaysSo() {
    assertThatThrownBy(() -> new ControlClient(folder).ask(new Request.Stop()))
        .isInstanceOf(NoServer.class)
        .hasMessageContaining("control.sock");
  }

  @Test
  void aSocketThatWasLeftBehindIsNoServer() throws Exception {
    leaveBehind();

    assertThatThrownBy(() -> new ControlClient(folder).ask(new Request.Stop()))
        .isInstanceOf(NoServer.class);
  }

  @Test
  void aSocketThatWasLeftBehindIsReplaced() throws Exception {
    leaveBehind();

    try (ControlSocket _ = open((_, _) -> new Answer.Done("new"))) {
      assertThat(ask(new Request.Stop())).isEqualTo(new Answer.Done("new"));
    }
  }

  private void leaveBehind() throws IOException {
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
    }
  }

  @Test
  void theEndOfAnOldServerLeavesTheNewOnesSocketAlone() throws Exception {
    ControlSocket old = open((_, _) -> new Answer.Done("old"));
    try (ControlSocket _ = open((_, _) -> new Answer.Done("new"))) {
      old.close();

      assertThat(ask(new Request.Stop())).isEqualTo(new Answer.Done("new"));
    }
    assertThat(folder.resolve("control.sock")).doesNotExist();
  }

  private String raw(String text) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
      ControlProtocol.write(channel, text.getBytes(StandardCharsets.UTF_8));
      return ControlProtocol.readLine(channel, ControlProtocol.ANSWER);
    }
  }
}
