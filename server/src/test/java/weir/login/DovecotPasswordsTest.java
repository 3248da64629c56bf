package weir.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static weir.login.LoginsTest.attempt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.login.LoginAnswer.Accepted;
import weir.login.LoginAnswer.Bound;
import weir.login.LoginAnswer.Denied;
import weir.login.LoginAnswer.TooManyFailures;
import weir.login.LoginAnswer.Unavailable;
import weir.state.MemoryState;
import weir.testkit.UnixServer;

/// Against something that speaks as Dovecot does, or not quite.
class DovecotPasswordsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String GREETING =
      "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t7\nCUID\t1\nCOOKIE\tab\nDONE\n";

  /// What to write for a question; nothing where it is empty.
  private interface Answering {
    String to(String number, List<String> line) throws IOException;
  }

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Path folder;
  private Path socket;
  private Logins logins;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createTempDirectory("weir-auth");
    socket = folder.resolve("auth-client");
    logins = logins(2, 4);
  }

  private Logins logins(int atOnce, int waiting) {
    LoginSettings settings =
        new LoginSettings(
            Optional.empty(),
            Optional.of(socket),
            atOnce,
            waiting,
            Duration.ofMinutes(5),
            3,
            5,
            8,
            Duration.ofHours(1));
    return Logins.of(settings, socket, new MemoryState(), new SecureRandom());
  }

  @AfterEach
  void close() throws IOException {
    logins.close();
    Files.deleteIfExists(socket);
    Files.delete(folder);
  }

  private UnixServer dovecot(String greeting, Answering answering) {
    return UnixServer.start(
        socket,
        (_, in, out) -> {
          say(out, greeting);
          BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.add(line);
            List<String> words = List.of(line.split("\t"));
            if (words.getFirst().equals("AUTH")) {
              say(out, answering.to(words.get(1), words));
            }
          }
        });
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /// Knows ann, with the password `secret`.
  private static String usual(String number, List<String> words) {
    String response = words.getLast().substring("resp=".length());
    String message = new String(Base64.getDecoder().decode(response), UTF_8);
    return message.equals("\0ann\0secret")
        ? "OK\t" + number + "\tuser=ann\n"
        : "FAIL\t" + number + "\tuser=x\n";
  }

  private LoginAnswer check(String user, String password) {
    return logins.check(attempt("192.0.2.1", user, password), NOON, NOON.plus(LONG));
  }

  @Test
  void dovecotIsAskedByPlainAndToldWhoAsksAndHow() {
    try (UnixServer dovecot = dovecot(GREETING, DovecotPasswordsTest::usual)) {
      assertThat(check("ann", "secret")).isEqualTo(new Accepted("ann"));
      assertThat(check("ann", "wrong")).isEqualTo(new Denied());

      assertThat(heard.get(0)).isEqualTo("VERSION\t1\t2");
      assertThat(heard.get(1)).matches("CPID\t[1-9][0-9]*");
      assertThat(heard.get(2))
          .isEqualTo(
              "AUTH\t1\tPLAIN\tservice=smtp\tnologin\tsecured\tlip=203.0.113.25\trip=192.0.2.1"
                  + "\tlport=587\trport=40001\tresp=AGFubgBzZWNyZXQ=");
      assertThat(heard.get(3)).startsWith("AUTH\t2\t");
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void theNameIsTheOneThatDovecotWrites() {
    try (UnixServer dovecot =
        dovecot(GREETING, (number, _) -> "OK\t" + number + "\tuser=ann@example.com\textra\n")) {
      assertThat(check("ANN", "x")).isEqualTo(new Accepted("ann@example.com"));
      assertThat(check("ANN", "x")).as("remembered").isEqualTo(new Accepted("ann@example.com"));
      assertThat(heard).filteredOn(line -> line.startsWith("AUTH")).hasSize(1);
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void aNameThatNoLogCouldBearIsNotTaken() {
    try (UnixServer dovecot =
        dovecot(GREETING, (number, _) -> "OK\t" + number + "\tuser=a\1nb\n")) {
      assertThat(check("ann", "x")).isEqualTo(new Accepted("ann"));
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void failuresAreCountedAsWithAFile() {
    try (UnixServer dovecot = dovecot(GREETING, DovecotPasswordsTest::usual)) {
      for (int i = 1; i <= 5; i++) {
        assertThat(check("name" + i, "x")).isEqualTo(new Denied());
      }
      assertThat(check("ann", "secret")).isEqualTo(new TooManyFailures(Bound.PREFIX));
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void withoutDovecotNobodyCanTellAndWhenItIsBackAllIsAsBefore() {
    assertThat(check("ann", "secret")).isInstanceOf(Unavailable.class);
    try (UnixServer dovecot = dovecot(GREETING, DovecotPasswordsTest::usual)) {
      assertThat(check("ann", "secret")).isEqualTo(new Accepted("ann"));
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatEndedIsReplaced() {
    try (UnixServer dovecot = dovecot(GREETING, DovecotPasswordsTest::usual)) {
      assertThat(check("bob", "x")).isEqualTo(new Denied());
      dovecot.cutConnections();
      assertThat(check("ann", "secret")).isEqualTo(new Accepted("ann"));
      assertThat(dovecot.connections()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatEndsWithTheQuestionIsReplacedOnce() {
    try (UnixServer dovecot =
        dovecot(
            GREETING,
            (number, words) -> {
              if (heard.stream().filter(line -> line.startsWith("AUTH")).count() > 1) {
                throw new IOException("cut");
              }
              return usual(number, words);
            })) {
      assertThat(check("bob", "x")).isEqualTo(new Denied());
      assertThat(check("ann", "secret")).isInstanceOf(Unavailable.class);
      assertThat(dovecot.connections()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNeitherYesNorNoIsNeverANo() {
    List<String> odd =
        List.of(
            "FAIL\t#\tuser=ann\ttemp\n",
            "FAIL\t#\tuser=ann\tcode=temp_fail\n",
            "CONT\t#\tYWJj\n",
            "OK\tabc\n",
            "FAIL\n",
            "x".repeat(DovecotLine.LONGEST + 1) + "\n");
    List<LoginAnswer> answers = new ArrayList<>();
    for (String answer : odd) {
      try (UnixServer dovecot = dovecot(GREETING, (n, _) -> answer.replace("#", n))) {
        answers.add(check("ann", "secret"));
        assertThat(dovecot.connections()).isPositive();
      }
    }
    assertThat(answers).hasSize(odd.size()).allMatch(Unavailable.class::isInstance);
  }

  @Test
  void aGreetingThatIsNotDovecotsIsNeverANo() {
    List<String> greetings =
        List.of(
            "VERSION\t2\t0\nMECH\tPLAIN\nDONE\n",
            "VERSION\t1\t2\nMECH\tCRAM-MD5\nDONE\n",
            "220 mail.example.com ESMTP\n".repeat(1000));
    for (String greeting : greetings) {
      logins.close();
      logins = logins(2, 4);
      try (UnixServer dovecot = dovecot(greeting, DovecotPasswordsTest::usual)) {
        LoginAnswer answer =
            logins.check(
                attempt("192.0.2.1", "ann", "secret"), NOON, NOON.plus(Duration.ofMillis(200)));
        assertThat(answer).isInstanceOf(Unavailable.class);
        assertThat(dovecot.connections()).isPositive();
      }
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUpAndTheNextQuestionGetsANewConnection() {
    CountDownLatch answered = new CountDownLatch(1);
    try (UnixServer dovecot =
        dovecot(GREETING, (number, words) -> answered.getCount() > 0 ? "" : usual(number, words))) {
      LoginAnswer late =
          logins.check(
              attempt("192.0.2.1", "ann", "secret"), NOON, NOON.plus(Duration.ofMillis(200)));
      assertThat(late).isInstanceOf(Unavailable.class);

      answered.countDown();
      assertThat(check("ann", "secret")).isEqualTo(new Accepted("ann"));
      assertThat(dovecot.connections()).isEqualTo(2);
    }
  }

  @Test
  void answersMayComeInAnyOrder() throws InterruptedException {
    List<String> kept = new ArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    try (UnixServer dovecot =
        dovecot(
            GREETING,
            (number, words) -> {
              kept.add(usual(number, words));
              first.countDown();
              return kept.size() < 2 ? "" : kept.get(1) + kept.get(0);
            })) {
      List<LoginAnswer> answers = new CopyOnWriteArrayList<>();
      Thread other = Thread.startVirtualThread(() -> answers.add(check("bob", "x")));
      first.await();
      assertThat(check("ann", "secret")).isEqualTo(new Accepted("ann"));
      other.join();
      assertThat(answers).containsExactly(new Denied());
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void moreQuestionsThanMayBeOpenAreToldToComeAgain() throws InterruptedException {
    logins.close();
    logins = logins(1, 0);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (UnixServer dovecot =
        dovecot(
            GREETING,
            (number, words) -> {
              asked.countDown();
              await(goOn);
              return usual(number, words);
            })) {
      Thread first = Thread.startVirtualThread(() -> check("bob", "x"));
      asked.await();
      assertThat(check("ann", "secret")).isEqualTo(new Unavailable("too many logins at once"));
      goOn.countDown();
      first.join();
      assertThat(check("ann", "secret")).isEqualTo(new Accepted("ann"));
      assertThat(dovecot.connections()).isEqualTo(1);
    }
  }

  @Test
  void aNulMakesNoOtherNameOfIt() {
    try (UnixServer dovecot = dovecot(GREETING, DovecotPasswordsTest::usual)) {
      assertThat(check("x\0ann\0secret", "y")).isEqualTo(new Denied());
      assertThat(check("ann", "secret\0")).isEqualTo(new Denied());
      assertThat(heard).isEmpty();
      assertThat(dovecot.connections()).isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
