package weir.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.net.IpAddress;

class EximQueueTest {
  private static final String OLD = "1xXU4w-00000Y-0T";
  private static final String NEW = "1xXU4w-00000000Y0T-0abc";

  @TempDir private Path spool;
  private QueueFormat queue;

  @BeforeEach
  void open() {
    queue = new EximQueue(spool);
  }

  private static QueueFormat real() throws URISyntaxException {
    return new EximQueue(Spools.real("exim"));
  }

  private void write(Path input, String id, String rest) throws IOException {
    Files.createDirectories(input);
    Files.writeString(input.resolve(id + "-H"), id + "-H\n" + rest);
    Files.writeString(input.resolve(id + "-D"), id + "-D\nbody\n");
  }

  private void write(String id, String rest) throws IOException {
    write(spool.resolve("input"), id, rest);
  }

  private static String plain(String options) {
    return "u2001 2001 2001\n<anna@shop.example>\n1795917106 0\n"
        + options
        + "XX\n1\nx@example.net\n\n014  Subject: hello\n".replace("014", "015");
  }

  /// `exim -E` lets any user say that what he hands in is a bounce.
  @Test
  void onlyWhatEximsOwnUserMadeIsABounce() throws Exception {
    String bounce =
        " 2001\n<>\n1795917106 0\n-localerror\nXX\n1\nx@example.net\n\n015  Subject: hello\n";
    write(OLD, "");
    Path file = spool.resolve("input").resolve(OLD + "-H");
    long owner = Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid"));
    write(OLD, "exim " + owner + bounce);
    assertEquals(Optional.empty(), Spools.message(queue, OLD).by());
    write(OLD, "u2001 " + (owner + 1) + bounce);
    assertInstanceOf(Entrance.Program.class, Spools.message(queue, OLD).by().orElseThrow());
  }

  @Test
  void aRealMessageTellsLoginAndClient() throws Exception {
    QueuedMessage message = Spools.message(real(), OLD);
    assertEquals(
        Optional.of(
            new Entrance.Client(
                IpAddress.parse("127.0.0.1"),
                OptionalInt.of(39410),
                Optional.empty(),
                Optional.of("me.example"),
                Optional.of(new Entrance.Login("plain", "anna@example.com")))),
        message.by());
    assertEquals(Optional.of("zzz@example.com"), message.sender());
    assertEquals(List.of("r@example.org"), message.done());
    assertEquals(List.of("r2@example.org"), message.open());
    assertEquals(Optional.of(Instant.ofEpochSecond(1795917106)), message.arrived());
  }

  @Test
  void aRealFrozenMessageIsHeld() throws Exception {
    QueuedMessage message = Spools.message(real(), "1xXU4w-00000b-0O");
    assertEquals(QueueState.HELD, message.state());
    assertEquals(Optional.of(""), message.sender());
    assertEquals(
        Optional.of(new Entrance.Program(OptionalLong.of(100), Optional.of("Debian-exim"))),
        message.by());
  }

  @Test
  void theContentOfARealMessageIsHeaderAndBody() throws Exception {
    String content = Spools.content(real(), OLD);
    assertTrue(content.startsWith("Received: from [127.0.0.1] (helo=me.example)\n\tby "), content);
    assertTrue(content.endsWith("\nSubject: net\n\nhi\n"), content);
    assertEquals(Spools.message(real(), OLD).octets().getAsLong(), content.getBytes(UTF_8).length);
  }

  @Test
  void longIdsAndSplitSpoolsAndNamedQueuesAreFound() throws Exception {
    write(spool.resolve("input/w"), NEW, plain(""));
    write(spool.resolve("weir-held/input"), OLD, plain(""));
    write(spool.resolve("other/input/4"), "1xXU4w-00000Z-0T", plain(""));
    assertEquals(QueueState.WAITING, Spools.message(queue, NEW).state());
    assertEquals(QueueState.HELD, Spools.message(queue, OLD).state());
    QueuedMessage other = Spools.message(queue, "1xXU4w-00000Z-0T");
    assertEquals(QueueState.WAITING, other.state());
    assertEquals(Optional.of("other"), other.queue());
    assertEquals(3, Spools.files(queue).size());
  }

  @Test
  void aLocalUserIsTold() throws Exception {
    write(OLD, plain("-local\n-ident u2001\n-received_protocol local\n"));
    assertEquals(
        Optional.of(new Entrance.Program(OptionalLong.of(2001), Optional.of("u2001"))),
        Spools.message(queue, OLD).by());
  }

  @Test
  void aVariableCannotPlayAnOption() throws Exception {
    String forged = "-auth_id rival\n-frozen 1\nXX";
    write(
        OLD,
        plain("--aclm 0 " + forged.length() + "\n" + forged + "\n-host_address [192.0.2.7]:99\n"));
    QueuedMessage message = Spools.message(queue, OLD);
    assertEquals(QueueState.WAITING, message.state());
    assertEquals(
        Optional.of(
            new Entrance.Client(
                IpAddress.parse("192.0.2.7"),
                OptionalInt.of(99),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        message.by());
  }

  @Test
  void quotedAndTaintedValuesAreRead() throws Exception {
    write(
        OLD,
        plain("--(mysql)auth_id anna\n-host_auth login\n--helo_name x\n-host_address [::1]:5\n"));
    assertTrue(Spools.message(queue, OLD).by().toString().contains("name=anna"));
  }

  @Test
  void theTreeOfDoneRecipientsAndTheJournalAreRead() throws Exception {
    write(
        OLD,
        "u 1 1\n<a@b>\n1 0\nYN c@x\nNY a@x\nNN b@x\n5\na@x\nb@x\nc@x\nd@x\n\"e f\"@x errors@y 8,0#1\n\n");
    Files.writeString(spool.resolve("input").resolve(OLD + "-J"), "d@x\n");
    QueuedMessage message = Spools.message(queue, OLD);
    assertEquals(List.of("a@x", "b@x", "c@x", "d@x"), message.done());
    assertEquals(List.of("\"e f\"@x"), message.open());
  }

  @Test
  void aTreeWithoutEndIsBroken() throws Exception {
    write(OLD, "u 1 1\n<a@b>\n1 0\nYY c@x\nYY a@x\n1\na@x\n\n");
    assertInstanceOf(QueueRead.Broken.class, Spools.read(queue, OLD));
  }

  @Test
  void numbersThatLieAreBroken() throws Exception {
    for (String rest :
        List.of(
            "",
            "u 1 1\n",
            "u 1 1\n<a@b>\n1 0\nXX\n99999999999\n",
            "u 1 1\n<a@b>\n1 0\nXX\n3\na@x\n\n",
            "u 1 1\n<a@b>\n1 0\n-aclm 0 99999\nXX\n1\na@x\n\n",
            plain("") + "999999  Subject: short\n",
            plain("") + "9999999999999999999  Subject: short\n",
            plain("") + "no length\n")) {
      write(OLD, rest);
      assertInstanceOf(QueueRead.Broken.class, Spools.read(queue, OLD), rest);
    }
  }

  @Test
  void aDeletedHeaderFieldIsNoContent() throws Exception {
    write(OLD, plain("") + "008* X-A: b\n".replace("008", "007") + "007  X-C: d\n");
    assertEquals("Subject: hello\nX-C: d\n\nbody\n", Spools.content(queue, OLD));
  }

  @Test
  void withoutItsBodyAMessageIsGone() throws Exception {
    write(OLD, plain(""));
    QueueFile file = queue.find(OLD).orElseThrow();
    Files.delete(spool.resolve("input").resolve(OLD + "-D"));
    assertEquals(new QueueRead.Gone(), queue.read(file));
  }

  @Test
  void whatCanBeNoIdIsNotLookedFor() throws IOException {
    for (String id : List.of("", "../../etc/passwd", "1xXU4w-00000Y-0", NEW + "0")) {
      assertEquals(Optional.empty(), queue.find(id), id);
    }
  }
}
