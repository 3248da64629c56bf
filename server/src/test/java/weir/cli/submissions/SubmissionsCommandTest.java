package weir.cli.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.testkit.Until;

class SubmissionsCommandTest {
  private static final String KEYS =
      "2026-12-01T00:00:00Z AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";

  @TempDir private Path folder;

  private final StringWriter printed = new StringWriter();

  private CommandLine line() {
    CommandLine line = new CommandLine(new SubmissionsCommand());
    line.setOut(new PrintWriter(printed));
    line.setErr(new PrintWriter(printed));
    return line;
  }

  private Path settings(String text) throws IOException {
    return Files.writeString(folder.resolve("submissions.toml"), text);
  }

  /// Asks as the wrapper does.
  ///
  /// @return empty where that took too long, as on a busy machine it may
  private String ask() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("door")));
      channel.write(ByteBuffer.wrap("weir=1\0arg=sendmail\0arg=-t\0".getBytes(UTF_8)));
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1024);
      while (channel.read(answer) >= 0) {
        // until the end
      }
      return new String(answer.array(), 0, answer.position(), UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private String answered(String... arguments) throws Exception {
    Thread running = Thread.ofPlatform().start(() -> line().execute(arguments));
    Until.holds(() -> Files.exists(folder.resolve("door")));
    AtomicReference<String> answer = new AtomicReference<>("");
    Until.holds(() -> !answer.updateAndGet(_ -> ask()).isEmpty());
    Until.holds(() -> printed.toString().contains("sendmail") || printed.toString().contains("ok"));
    running.interrupt();
    running.join();
    return answer.get();
  }

  @Test
  void whoHandsInIsPrintedOnALine() throws Exception {
    Path settings = settings("socket = \"" + folder.resolve("door") + "\"\n");
    assertThat(answered("--file", settings.toString())).isEqualTo("ok\n");
    assertThat(printed.toString()).containsPattern("Z  ok  (\\S+ \\(\\d+\\)|uid \\d+)  ");
  }

  @Test
  void withKeysEachMessageGetsATokenThatIsNotPrinted() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys"), KEYS);
    Path settings =
        settings("socket = \"%s\"\nkeys = \"%s\"\n".formatted(folder.resolve("door"), keys));
    String answer = answered("--json", "--file", settings.toString());
    assertThat(answer).matches("ok [0-9a-z]{13}\\.[0-9a-z]{18}\n");
    assertThat(printed.toString())
        .contains("\"arguments\":[\"sendmail\",\"-t\"]")
        .doesNotContain(answer.strip().substring(3));
  }

  @Test
  void mistakesAndMissingKeysAreTold() throws Exception {
    assertThat(line().execute("--file", settings("script = -1").toString())).isEqualTo(78);
    assertThat(printed.toString()).contains("script");
    Path settings =
        settings(
            "socket = \"%s\"\nkeys = \"%s\"\n"
                .formatted(folder.resolve("door"), folder.resolve("none")));
    CommandLine line = line();
    line.setExecutionExceptionHandler((e, _, _) -> {
      printed.append(e.getMessage());
      return 1;
    });
    assertThat(line.execute("--file", settings.toString())).isEqualTo(1);
    assertThat(printed.toString()).contains("there is no key in it");
  }
}
