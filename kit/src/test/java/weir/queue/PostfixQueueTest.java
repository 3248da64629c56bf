package weir.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.net.IpAddress;

class PostfixQueueTest {
  private static final String ID = "4jcVmq4R5tz20";

  @TempDir private Path root;
  private QueueFormat queue;

  @BeforeEach
  void open() {
    queue = new PostfixQueue(root);
  }

  private static QueueFormat real() throws URISyntaxException {
    return new PostfixQueue(Spools.real("postfix"));
  }

  private static Entrance program(long uid) {
    return new Entrance.Program(OptionalLong.of(uid), Optional.empty());
  }

  /// A message with nothing remarkable, up to its content.
  private static PostfixFile begun() {
    return new PostfixFile()
        .add('C', "%15d %15d %15d %15d".formatted(20, 100, 1, 0))
        .add('T', "1795917111 5")
        .add('S', "anna@shop.example");
  }

  private Path held() {
    return root.resolve("hold").resolve(ID);
  }

  @Test
  void realFilesWithShortAndLongIdsAreFound() throws Exception {
    assertEquals(
        List.of("0F1EF5B", "4jcVmq4R5tz20", "4jcVmq5WDLz26", "4jcVmx1Ppzz2C"),
        Spools.files(real()).stream().map(QueueFile::id).sorted().toList());
  }

  @Test
  void aRealMessageOfALocalUserTellsItsUid() throws Exception {
    QueuedMessage message = Spools.message(real(), "0F1EF5B");
    assertEquals(Optional.of(program(2001)), message.by());
    assertEquals(Optional.of("u2001@example.com"), message.sender());
    assertEquals(List.of("b@example.org", "c@example.org", "x@example.net"), message.open());
    assertEquals(QueueState.HELD, message.state());
    assertEquals(OptionalLong.of(335), message.octets());
    assertEquals(Optional.of(Instant.parse("2026-11-29T02:03:20Z")), message.arrived());
  }

  @Test
  void aRealMessageFromTheNetworkTellsItsClient() throws Exception {
    QueuedMessage message = Spools.message(real(), "4jcVmq5WDLz26");
    assertEquals(
        Optional.of(
            new Entrance.Client(
                IpAddress.parse("127.0.0.1"),
                OptionalInt.of(56148),
                Optional.of("localhost"),
                Optional.of("me.example"),
                Optional.empty())),
        message.by());
  }

  @Test
  void theContentOfARealMessageHasAllItsLines() throws Exception {
    String content = Spools.content(real(), "0F1EF5B");
    assertTrue(
        content.startsWith("Received: by postfix.example.com (Postfix, from userid 2001)\n"));
    assertTrue(content.endsWith("\n\nbody\n.dotted\n"), content);
    long onTheWire = content.getBytes(UTF_8).length + content.lines().count(); // with CRLF
    assertEquals(Spools.message(real(), "0F1EF5B").octets().getAsLong(), onTheWire);
  }

  @Test
  void aLongLineInPiecesIsOneLine() throws Exception {
    assertTrue(Spools.content(real(), "4jcVmq5WDLz26").lines().anyMatch("a".repeat(4000)::equals));
    begun()
        .add('M', "")
        .add('N', "")
        .add('L', "one")
        .add('N', "line")
        .add('X', "")
        .add('E', "")
        .write(held());
    assertEquals("\noneline\n", Spools.content(queue, ID));
  }

  @Test
  void whatWaitsForPickupAgainTellsHowItCameAtFirst() throws Exception {
    begun()
        .add('A', "log_client_address=192.0.2.1")
        .add('M', "")
        .add('X', "")
        .write(root.resolve("maildrop").resolve(ID));
    Files.createDirectories(root.resolve("incoming")); // is Postfix's own, as the file is
    assertInstanceOf(Entrance.Client.class, Spools.message(queue, ID).by().orElseThrow());
  }

  @Test
  void whatIsInMaildropBelongsToTheOwnerOfTheFileWhateverItSays() throws Exception {
    Path file = root.resolve("maildrop").resolve(ID);
    begun()
        .add('A', "log_client_address=192.0.2.1")
        .add('A', "sasl_username=rival")
        .add('M', "")
        .add('N', "Received: by mail (Postfix, from userid 0)")
        .add('X', "")
        .write(file);
    long owner = Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid"));
    assertEquals(Optional.of(program(owner)), Spools.message(queue, ID).by());
  }

  @Test
  void aLoginIsTold() throws Exception {
    begun()
        .add('A', "log_client_address=2001:db8::1")
        .add('A', "log_client_name=unknown")
        .add('A', "sasl_method=PLAIN")
        .add('A', "sasl_username=anna@shop.example")
        .add('R', "x@example.net")
        .add('M', "")
        .add('X', "")
        .write(held());
    assertEquals(
        Optional.of(
            new Entrance.Client(
                IpAddress.parse("2001:db8::1"),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Entrance.Login("PLAIN", "anna@shop.example")))),
        Spools.message(queue, ID).by());
  }

  @Test
  void aUidBelowAnotherFieldIsAClaimOfTheSender() throws Exception {
    begun()
        .add('M', "")
        .add('N', "Received: by mail.example (Postfix)")
        .add('N', "\tid 4jcVmq4R5tz20; Sun, 29 Nov 2026 01:51:48 +0000 (UTC)")
        .add('N', "Received: by web1 (Postfix, from userid 0)")
        .add('N', "")
        .add('X', "")
        .write(held());
    assertEquals(Optional.empty(), Spools.message(queue, ID).by());
  }

  @Test
  void whatWasQueuedAgainTellsHowItCameAtFirst() throws Exception {
    Files.createDirectories(held().getParent());
    Files.writeString(held(), "");
    long postfix = Integer.toUnsignedLong((Integer) Files.getAttribute(held(), "unix:uid"));
    begun()
        .add('M', "")
        .add('N', "Received: by mail.example (Postfix, from userid " + postfix + ")")
        .add('N', "\tid 4jcVmq4R5tz20; Sun, 29 Nov 2026 01:51:48 +0000 (UTC)")
        .add('N', "Received: by mail.example (Postfix, from userid 2001)")
        .add('N', "\tid 4jcVmp1Rzzz20; Sun, 29 Nov 2026 01:40:48 +0000 (UTC)")
        .add('N', "")
        .add('X', "")
        .write(held());
    assertEquals(Optional.of(program(2001)), Spools.message(queue, ID).by());
    assertEquals(Optional.empty(), Spools.message(queue, ID).since(), "it had another id before");
  }

  /// A rule of the server may take out the field that pickup wrote.
  @Test
  void aUidOnTopThatPickupHasNotWrittenIsAClaimOfTheSender() throws Exception {
    begun()
        .add('M', "")
        .add('N', "Received: by web1 (Postfix, from userid 2002)")
        .add('N', "\tid 4jcVmp1Rzzz20; Sun, 29 Nov 2026 01:40:48 +0000 (UTC)")
        .add('N', "")
        .add('X', "")
        .write(held());
    assertEquals(Optional.empty(), Spools.message(queue, ID).by());
  }

  @Test
  void sinceWhenItHasItsIdIsWhatPostfixWroteAndNotWhenItWasHandedIn() throws Exception {
    begun().add('A', "create_time=1795917900").add('M', "").add('X', "").write(held());
    assertEquals(
        Optional.of(Instant.ofEpochSecond(1_795_917_900)), Spools.message(queue, ID).since());
  }

  @Test
  void aCopyForAForwardIsUnderAnotherIdThanTheMessageThatCame() throws Exception {
    begun()
        .add('A', "create_time=1795917900")
        .add('A', "log_client_address=192.0.2.1")
        .add('A', "sasl_username=anna@shop.example")
        .add('A', "log_ident=4jcVmp1Rzzz20")
        .add('M', "")
        .add('X', "")
        .write(held());
    assertEquals(Optional.empty(), Spools.message(queue, ID).since());
  }

  @Test
  void recipientsThatAreDoneAreToldApart() throws Exception {
    begun()
        .add('D', "done@example.net")
        .add('R', "open@example.net")
        .add('/', "taken-away@example.net")
        .add('M', "")
        .add('X', "")
        .add('R', "behind@example.net")
        .add('E', "")
        .write(held());
    QueuedMessage message = Spools.message(queue, ID);
    assertEquals(List.of("done@example.net"), message.done());
    assertEquals(List.of("open@example.net", "behind@example.net"), message.open());
    assertEquals(2, message.recipients());
  }

  @Test
  void pointersOfAMilterAreFollowed() throws Exception {
    PostfixFile file = begun().add('M', "").add('N', "Subject: first");
    int pointer = file.place();
    file.pointer(0).add('N', "").add('N', "body").add('X', "").add('E', "");
    int added = file.place();
    file.add('N', "X-Added: by a Milter");
    PostfixFile real = begun().add('M', "").add('N', "Subject: first").pointer(added);
    int back = real.place();
    real.add('N', "").add('N', "body").add('X', "").add('E', "");
    real.add('N', "X-Added: by a Milter").pointer(back).write(held());
    assertTrue(pointer > 0);
    assertEquals("Subject: first\nX-Added: by a Milter\n\nbody\n", Spools.content(queue, ID));
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void pointersInACircleEnd() throws Exception {
    PostfixFile file = begun().add('M', "");
    int start = file.place();
    file.add('N', "again").pointer(start).write(held());
    assertEquals(new QueueRead.Broken("pointers lead in a circle"), Spools.read(queue, ID));
  }

  @Test
  void aLengthBeyondTheFileIsBroken() throws Exception {
    begun().add('M', "").octets('N', 0xFF, 0x7F).write(held());
    assertInstanceOf(QueueRead.Broken.class, Spools.read(queue, ID));
  }

  @Test
  void aLengthBeyondAllBoundsIsBroken() throws Exception {
    begun().octets('N', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F).write(held());
    assertInstanceOf(QueueRead.Broken.class, Spools.read(queue, ID));
  }

  @Test
  void aFileThatIsBeingWrittenIsUnfinished() throws Exception {
    Path file = root.resolve("incoming").resolve(ID);
    begun().write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(new QueueRead.Unfinished(), Spools.read(queue, ID));
  }

  @Test
  void aFileThatVanishedIsGone() throws Exception {
    begun().add('M', "").add('X', "").write(held());
    QueueFile file = queue.find(ID).orElseThrow();
    Files.delete(held());
    assertEquals(new QueueRead.Gone(), queue.read(file));
    assertEquals(Optional.empty(), queue.find(ID));
  }

  @Test
  void aMessageIsReadToItsEndThoughItsFileVanished() throws Exception {
    begun().add('M', "").add('N', "x".repeat(2000)).add('X', "").write(held());
    try (var whole =
        assertInstanceOf(QueueRead.Whole.class, queue.read(queue.find(ID).orElseThrow()))) {
      Files.delete(held());
      assertEquals(2001, whole.content().open().readAllBytes().length);
    }
  }

  @Test
  void splitFoldersOfAnyDepthAreSearched() throws Exception {
    begun().add('M', "").add('X', "").write(root.resolve("deferred/4/j").resolve(ID));
    assertEquals(QueueState.DEFERRED, Spools.message(queue, ID).state());
    assertEquals(1, Spools.files(queue).size());
  }

  @Test
  void theReasonIsTheOneWrittenLast() throws Exception {
    begun().add('M', "").add('X', "").write(root.resolve("deferred/4").resolve(ID));
    Path log = Files.createDirectories(root.resolve("defer/4")).resolve(ID);
    Files.writeString(log, "<x@y>: a\nreason=first\n\n<x@y>: b\nreason=second\n\n");
    assertEquals(Optional.of("second"), queue.reason(queue.find(ID).orElseThrow()));
  }

  @Test
  void whatCanBeNoIdIsNotLookedFor() throws IOException {
    for (String id : List.of("", "..", "../../etc/passwd", "4", "a/b/c/d", "A".repeat(31))) {
      assertEquals(Optional.empty(), queue.find(id), id);
    }
  }

  @Test
  void aLinkIsNoMessage() throws Exception {
    begun().add('M', "").add('X', "").write(root.resolve("elsewhere"));
    Files.createDirectories(held().getParent());
    Files.createSymbolicLink(held(), root.resolve("elsewhere"));
    assertEquals(new QueueRead.Gone(), Spools.read(queue, ID));
  }
}
