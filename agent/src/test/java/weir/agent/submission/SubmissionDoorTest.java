package weir.agent.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.agent.submission.SubmissionLimits.Over;
import weir.testkit.Until;

/// The agent's end, asked by the wrapper and by others.
class SubmissionDoorTest {
  private static final byte[] MESSAGE = "To: a@b\n\nHello\n".getBytes(UTF_8);

  @TempDir private Path folder;

  private final BlockingQueue<Submission> told = new LinkedBlockingQueue<>();
  private volatile boolean gone;

  private SubmissionDoor open(Path socket, int ofScript, SubmissionDoor.Tokens tokens)
      throws IOException {
    return open(socket, ofScript, tokens, Wrapped.PATIENCE);
  }

  private SubmissionDoor open(
      Path socket, int ofScript, SubmissionDoor.Tokens tokens, SubmissionDoor.Patience patience)
      throws IOException {
    Processes processes = new Processes(Path.of("/proc"));
    SubmissionLimits limits =
        new SubmissionLimits(
            Limit.NONE,
            new Limit(ofScript, Duration.ofHours(1)),
            Limit.NONE,
            Set.of(),
            SiteFolders.NONE,
            Over.DENY);
    return SubmissionDoor.open(
        socket,
        new SubmissionDesk(limits, _ -> false, System::nanoTime),
        processes,
        new ScriptFinder(processes, path -> path.startsWith(folder.toString())),
        Clock.systemUTC(),
        told::add,
        tokens,
        patience);
  }

  private Submission next() throws InterruptedException {
    return Optional.ofNullable(told.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private static String ask(Path socket, byte[] question) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(question));
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1024);
      while (channel.read(answer) >= 0) {
        // until the end
      }
      return new String(answer.array(), 0, answer.position(), UTF_8);
    }
  }

  @Test
  void whoAsksTheKernelSaysWhateverIsWritten() throws Exception {
    Path socket = folder.resolve("agent");
    try (SubmissionDoor _ = open(socket, 0, SubmissionDoor.Tokens.NONE)) {
      byte[] question =
          "weir=1\0uid=4711/4711\0pid=1/0\0cwd=/home/x\0arg=sendmail\0".getBytes(UTF_8);
      assertThat(ask(socket, question)).isEqualTo("ok\n");

      Submission seen = next();
      assertThat(seen.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat((int) seen.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
      assertThat(seen.question().folder()).contains("/home/x");
      assertThat(seen.maker().orElseThrow().process().programName()).startsWith("java");
    }
  }

  @Test
  void whatIsNoQuestionGetsNoAnswerAndTheNextOneDoes() throws Exception {
    Path socket = folder.resolve("agent");
    try (SubmissionDoor door = open(socket, 0, SubmissionDoor.Tokens.NONE)) {
      for (byte[] question :
          List.of(
              new byte[0],
              new byte[1],
              "weir=2\0".getBytes(UTF_8),
              new byte[20_000],
              new byte[2])) {
        assertThat(ask(socket, question)).isEmpty();
      }
      assertThat(ask(socket, "weir=1\0arg=sendmail\0".getBytes(UTF_8))).isEqualTo("ok\n");
      assertThat(door.unanswered()).isEqualTo(5);
    }
  }

  private static String asked(Path socket) {
    try {
      return ask(socket, "weir=1\0arg=sendmail\0".getBytes(UTF_8));
    } catch (IOException _) {
      return ""; // let go before it was heard
    }
  }

  @Test
  void whoWentBeforeTheAnswerIsToldAsUnheard() throws Exception {
    Path socket = folder.resolve("agent");
    try (SubmissionDoor door =
        open(
            socket,
            0,
            _ -> {
              Until.holds(() -> gone); // between the question and the answer
              return Optional.of("token");
            })) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap("weir=1\0arg=sendmail\0".getBytes(UTF_8)));
        channel.shutdownOutput();
      }
      gone = true;
      Submission seen = next();
      assertThat(seen.answer()).isInstanceOf(Answer.Unheard.class);
      assertThat(seen.told("web1").orElseThrow().token()).isEmpty();
      assertThat(door.unanswered()).isEqualTo(1);
    }
  }

  @Test
  void whoAsksAndSaysNothingKeepsNobodyWaiting() throws Exception {
    Path socket = folder.resolve("agent");
    List<SocketChannel> silent = new ArrayList<>();
    try (SubmissionDoor door =
        open(socket, 0, SubmissionDoor.Tokens.NONE, SubmissionDoor.Patience.USUAL)) {
      for (int i = 0; i < SubmissionDoor.MOST_OF_USER * 2; i++) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        silent.add(channel);
      }
      Until.holds(() -> door.unanswered() == SubmissionDoor.MOST_OF_USER * 2);
      Until.holds(() -> asked(socket).equals("ok\n")); // a busy machine may be late itself
    } finally {
      for (SocketChannel each : silent) {
        each.close();
      }
    }
  }

  /// As a web server's PHP does it: through a shell, as another user.
  @Test
  void aScriptBeyondItsLimitIsDeniedAndTheFormmailOfTheSameUserGoesOn() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can be 2001");
    Path open = Files.createTempDirectory("weir-wrapper");
    try {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
      Wrapped wrapped = Wrapped.in(open);
      String call = "printf 'To: a@b\\n\\nx\\n' | " + open.resolve("sendmail") + " -t\n";
      Path flood = Files.writeString(open.resolve("flood.sh"), call.repeat(5) + "exit $?\n");
      Path form = Files.writeString(open.resolve("form.sh"), call + "exit $?\n");
      try (SubmissionDoor _ = open(wrapped.socket, 3, seen -> Optional.of("t" + seen.uid()))) {
        assertThat(as2001(wrapped, flood).status()).isEqualTo(77);
        List<Answer> answers = new ArrayList<>(); // told after them, by several threads
        for (int i = 0; i < 5; i++) {
          Submission seen = next();
          assertThat(seen.uid()).isEqualTo(2001);
          assertThat(seen.gid()).isEqualTo(2001);
          assertThat(seen.script()).contains(new Script(flood.toString(), Script.By.ARGUMENT));
          answers.add(seen.answer());
        }
        assertThat(answers).filteredOn(Answer.Go.class::isInstance).hasSize(3);
        assertThat(answers).filteredOn(Answer.No.class::isInstance).hasSize(2);

        assertThat(as2001(wrapped, form).status()).isEqualTo(Wrapped.REAL);
        Submission passed = next();
        assertThat(passed.script().map(Script::path)).contains(form.toString());
        assertThat(passed.told("web1").orElseThrow().token()).contains("t2001");
        assertThat(new String(wrapped.message(), UTF_8))
            .isEqualTo("X-Origin-Token: t2001\nTo: a@b\n\nx\n");
      }
    } finally {
      try (var all = Files.list(open)) {
        for (Path each : all.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(open);
    }
  }

  private static Wrapped.Ended as2001(Wrapped wrapped, Path script) throws Exception {
    return wrapped.run(
        "setpriv",
        MESSAGE,
        Map.of(),
        List.of("--reuid", "2001", "--regid", "2001", "--clear-groups", "sh", script.toString()));
  }
}
