package weir.agent.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.testkit.UnixServer;

/// The wrapper in front of a recording program, with an agent that answers as the test says.
class WrapperTest {
  private static final byte[] MESSAGE = "To: a@b\r\n\r\nHello\r\n".getBytes(ISO_8859_1);

  @TempDir private static Path folder;

  private static Wrapped wrapped;

  private UnixServer agent;
  private volatile String answer = "ok\n";
  private volatile byte[] asked = new byte[0];

  @BeforeAll
  static void build() throws Exception {
    wrapped = Wrapped.in(folder);
  }

  @BeforeEach
  void listen() {
    agent =
        UnixServer.start(
            wrapped.socket,
            (_, in, out) -> {
              asked = in.readAllBytes();
              out.write(answer.getBytes(ISO_8859_1));
              out.flush();
            });
  }

  @AfterEach
  void end() throws IOException {
    agent.close();
    Files.deleteIfExists(wrapped.socket);
    Files.deleteIfExists(wrapped.closed);
  }

  private String field(String name) {
    return Question.read(asked).isEmpty()
        ? ""
        : Arrays.stream(new String(asked, ISO_8859_1).split("\0"))
            .filter(each -> each.startsWith(name + "="))
            .map(each -> each.substring(name.length() + 1))
            .findFirst()
            .orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailq",
        "newaliases",
        "sendmail -bp",
        "sendmail -bi",
        "sendmail -bs",
        "sendmail -bt",
        "sendmail -b s",
        "sendmail -bm -bs",
        "sendmail -tbs",
        "sendmail -q",
        "sendmail -q30m",
        "sendmail -I",
        "sendmail -oMa 192.0.2.1 -bs",
        "sendmail -f x@y -bd",
        "exim4 -Mrm 1a-b-cd",
        "rmail u@x"
      })
  void whatIsNoSubmissionPassesUntouched(String line) throws Exception {
    String[] words = line.split(" ");
    String[] arguments = Arrays.copyOfRange(words, 1, words.length);
    Wrapped.Ended ended =
        wrapped.call(words[0], MESSAGE, Map.of("QMAILQUEUE", "/x", "LD_X", "y"), arguments);

    assertThat(ended.status()).isEqualTo(Wrapped.REAL);
    assertThat(asked).as("nobody is asked").isEmpty();
    assertThat(wrapped.arguments().getFirst()).endsWith("/" + words[0]);
    assertThat(wrapped.arguments()).endsWith(arguments);
    assertThat(wrapped.environment()).contains("QMAILQUEUE=/x", "LD_X=y");
    assertThat(wrapped.message()).isEqualTo(MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-t -i",
        "-ti",
        "-oi -f x@y a@b",
        "-fx@y -- -bs",
        "-bm a@b",
        "-bs -bm a@b",
        "-F bs a@b",
        "-r -bs a@b",
        "a@b -bs",
        "-oMr -q a@b",
        "-N never -R hdrs -V id a@b",
        "-dq a@b"
      })
  void aSubmissionIsAskedForAndGoesOnAsItIs(String line) throws Exception {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(wrapped.call("sendmail", MESSAGE, arguments).status()).isEqualTo(Wrapped.REAL);

    assertThat(field("arg")).endsWith("/sendmail");
    assertThat(Question.read(asked).orElseThrow().arguments()).endsWith(arguments);
    assertThat(wrapped.arguments()).endsWith(arguments).hasSize(arguments.length + 1);
    assertThat(wrapped.message()).isEqualTo(MESSAGE);
  }

  @Test
  void theEvidenceIsThereAndTheEnvironmentIsCleaned() throws Exception {
    Map<String, String> environment =
        Map.of(
            "SCRIPT_FILENAME", "/home/shop/x.php",
            "REMOTE_ADDR", "203.0.113.9",
            "HTTP_HOST", "shop.example",
            "LD_PRELOAD", "",
            "QMAILQUEUE", "/tmp/evil",
            "MAIL_CONFIG", "/tmp/evil",
            "LC_ALL", "C",
            "TZ", "UTC",
            "PATH", "/tmp/evil");
    wrapped.call("sendmail", MESSAGE, environment, "-t");

    Question question = Question.read(asked).orElseThrow();
    assertThat(question.script()).contains("/home/shop/x.php");
    assertThat(question.client()).contains("203.0.113.9");
    assertThat(question.site()).contains("shop.example");
    assertThat(question.folder()).contains(Path.of("").toRealPath().toString());
    assertThat(field("uid")).matches("\\d+/\\d+");
    assertThat(field("pid")).endsWith("/" + ProcessHandle.current().pid());
    assertThat(wrapped.environment())
        .contains("LC_ALL=C", "TZ=UTC", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
        .noneMatch(each ->
            each.startsWith("LD_")
                || each.startsWith("QMAILQUEUE")
                || each.startsWith("MAIL_CONFIG")
                || each.startsWith("SCRIPT_FILENAME"));
  }

  @Test
  void whoIsDeniedIsToldWhyAndTheRealProgramDoesNotRun() throws Exception {
    answer = "deny this script has sent 20 in 1 h\n";
    Wrapped.Ended denied = wrapped.call("sendmail", MESSAGE, "-t");
    assertThat(denied.status()).isEqualTo(77);
    assertThat(denied.output()).isEqualTo("sendmail: this script has sent 20 in 1 h\n");

    answer = "tempfail\n";
    Wrapped.Ended later = wrapped.call("sendmail", MESSAGE, "-t");
    assertThat(later.status()).isEqualTo(75);
    assertThat(later.output()).contains("later");
    assertThat(wrapped.wasCalled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "o", "ok", "den", "deny", "what\n"})
  void noAnswerAndHalfAnAnswerPassTheMessageOn(String half) throws Exception {
    answer = half;
    assertThat(wrapped.call("sendmail", MESSAGE, "-t").status()).isEqualTo(Wrapped.REAL);
    assertThat(wrapped.message()).isEqualTo(MESSAGE);
  }

  @Test
  void whereThatIsSetMailWaitsForTheAgent() throws Exception {
    agent.close();
    Files.deleteIfExists(wrapped.socket);
    assertThat(wrapped.call("sendmail", MESSAGE, "-t").status()).isEqualTo(Wrapped.REAL);

    Files.createFile(wrapped.closed);
    assertThat(wrapped.call("sendmail", MESSAGE, "-t").status()).isEqualTo(75);
    assertThat(wrapped.call("mailq", MESSAGE).status())
        .as("what is no submission is nobody's matter")
        .isEqualTo(Wrapped.REAL);
  }

  /// A datagram at the socket of the system's log, for which Java has no door.
  @Test
  void theSystemsLogSaysWhenNobodyAnswered() throws Exception {
    agent.close();
    Files.deleteIfExists(wrapped.socket);
    Path log = wrapped.folder.resolve("log");
    Process listening;
    try {
      listening =
          new ProcessBuilder(
                  "perl",
                  "-MSocket",
                  "-e",
                  "socket(S, AF_UNIX, SOCK_DGRAM, 0); bind(S, pack_sockaddr_un($ARGV[0])) or die;"
                      + " $| = 1; print \"ready\\n\"; recv(S, my $line, 1000, 0); print \"$line\\n\"",
                  log.toString())
              .start();
    } catch (IOException e) {
      Assumptions.abort("no perl here");
      return;
    }
    try (BufferedReader said = listening.inputReader()) {
      assertThat(said.readLine()).isEqualTo("ready");
      assertThat(wrapped.call("sendmail", MESSAGE, "-t").status()).isEqualTo(Wrapped.REAL);
      assertThat(said.readLine())
          .matches(
              "<20>\\w{3} [ \\d]\\d [\\d:]{8} weir-sendmail\\[\\d+]: no answer from Weir's agent: mail"
                  + " is passed on \\(uid \\d+\\)");
    } finally {
      listening.destroy();
      Files.deleteIfExists(log);
    }
  }

  @Test
  void anAgentThatHangsStopsNoMail() throws Exception {
    Wrapped hasty = Wrapped.in(Files.createDirectory(folder.resolve("hasty")));
    hasty.before(hasty.folder.resolve("real"), 100); // as shipped
    CountDownLatch forEver = new CountDownLatch(1);
    try (UnixServer _ =
        UnixServer.start(
            hasty.socket,
            (_, _, _) -> {
              try {
                forEver.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })) {
      assertThat(hasty.call("sendmail", MESSAGE, "-t").status()).isEqualTo(Wrapped.REAL);
      assertThat(hasty.message()).isEqualTo(MESSAGE);
    } finally {
      forEver.countDown();
    }
  }

  /// Perl between the message and the wrapper; the arguments of the script are the wrapper's path.
  private Wrapped.Ended byPerl(String script, byte[] message) throws Exception {
    answer = "ok abc.def\n";
    try {
      return wrapped.run(
          "perl",
          message,
          Map.of(),
          List.of("-e", script, wrapped.folder.resolve("sendmail").toString()));
    } catch (IOException e) {
      return Assumptions.abort("no perl here");
    }
  }

  @Test
  void whoIgnoresTheEndOfChildrenHandsInWhole() throws Exception {
    byte[] message = ("To: a@b\n\n" + "All of it.\n".repeat(30_000)).getBytes(ISO_8859_1);
    String script = "$SIG{CHLD} = 'IGNORE'; exec(@ARGV)";

    assertThat(byPerl(script, message).status()).isEqualTo(Wrapped.REAL);
    assertThat(new String(wrapped.message(), ISO_8859_1))
        .isEqualTo("X-Origin-Token: abc.def\n" + new String(message, ISO_8859_1));
  }

  @Test
  void aSlowInputThatDoesNotBlockIsWaitedFor() throws Exception {
    String script =
        "use Fcntl; pipe(R, W); $pid = fork();"
            + " if (!$pid) { close R; for (\"To: a\", \"\\@b\\n\\none\\n\", \"two\\n\") {"
            + " select(undef, undef, undef, 0.3); syswrite(W, $_) } exit }"
            + " close W; fcntl(R, F_SETFL, O_NONBLOCK); open(STDIN, '<&', \\*R); exec(@ARGV)";

    assertThat(byPerl(script, new byte[0]).status()).isEqualTo(Wrapped.REAL);
    assertThat(new String(wrapped.message(), ISO_8859_1))
        .isEqualTo("X-Origin-Token: abc.def\nTo: a@b\n\none\ntwo\n");
  }

  @Test
  void aMessageThatCannotBeReadDoesNotEndAsAWholeOne() throws Exception {
    String script = "open(STDIN, '<', '/'); exec(@ARGV)"; // a folder: EISDIR

    assertThat(byPerl(script, new byte[0]).status()).isEqualTo(128 + 15);
    assertThat(wrapped.wasCalled()).isFalse();
  }

  private String withToken(String message) throws IOException, InterruptedException {
    answer = "ok abc.def\n";
    assertThat(wrapped.call("sendmail", message.getBytes(ISO_8859_1), "-t", "-i").status())
        .isEqualTo(Wrapped.REAL);
    return new String(wrapped.message(), ISO_8859_1);
  }

  @Test
  void aTokenIsTheFirstFieldAndTheRestIsAsItWas() throws Exception {
    assertThat(withToken("To: a@b\n\nHello\n"))
        .isEqualTo("X-Origin-Token: abc.def\nTo: a@b\n\nHello\n");
    assertThat(withToken("To: a@b\r\n\r\nHello\r\n"))
        .isEqualTo("X-Origin-Token: abc.def\r\nTo: a@b\r\n\r\nHello\r\n");
    assertThat(withToken("From u Mon Dec  1 2026\nTo: a@b\n\nx"))
        .isEqualTo("From u Mon Dec  1 2026\nX-Origin-Token: abc.def\nTo: a@b\n\nx");
    assertThat(withToken("")).isEqualTo("X-Origin-Token: abc.def\n");
    assertThat(withToken("x")).isEqualTo("X-Origin-Token: abc.def\nx");
    String large = "To: a@b\n\n" + "0123456789abcdef\0\377\n".repeat(200_000);
    assertThat(withToken(large)).isEqualTo("X-Origin-Token: abc.def\n" + large);
  }

  @Test
  void aDiversionThatLeadsToTheWrapperItselfEnds() throws Exception {
    Path other = Files.createDirectory(folder.resolve("itself"));
    Wrapped itself = Wrapped.in(other);
    itself.before(other.resolve("sendmail"));
    assertThat(itself.call("sendmail", MESSAGE, "-t").status()).isEqualTo(75);
  }

  @Test
  void withoutTheRealProgramMailWaits() throws Exception {
    Wrapped without = Wrapped.in(Files.createDirectory(folder.resolve("without")));
    Files.delete(without.folder.resolve("real"));
    assertThat(without.call("sendmail", MESSAGE, "-t").status()).isEqualTo(75);
  }
}
