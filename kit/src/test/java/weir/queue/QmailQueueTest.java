package weir.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

class QmailQueueTest {
  private static final String UID =
      "Received: (qmail 4711 invoked by uid 101); 25 Nov 2026 08:30:00 -0000\n";
  private static final String NETWORK =
      "Received: (qmail 4711 invoked from network); 25 Nov 2026 08:30:00 -0000\n";

  @TempDir private Path root;
  private QueueFormat queue;

  @BeforeEach
  void open() {
    queue = new QmailQueue(root);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static Optional<Entrance> uid(long uid) {
    return Optional.of(new Entrance.Program(OptionalLong.of(uid), Optional.empty()));
  }

  @Test
  void vector_023_everySplitFolderAndEveryLengthOfNumberIsSearched() throws IOException {
    String number = "";
    for (int split = 0; split < 23; split++) {
      number = split < 10 ? number + "1" : "9".repeat(split - 9) + split;
      write("mess/" + split + "/" + number, UID);
      write("info/" + split + "/" + number, "Fa@b\0");
    }
    assertEquals(23, Spools.files(queue).size());
    for (QueueFile file : Spools.files(queue)) {
      assertEquals(Optional.of("a@b"), Spools.message(queue, file.id()).sender(), file.id());
    }
  }

  @Test
  void aPreprocessedMessageTellsAllOfIt() throws IOException {
    write("mess/7/123", UID + "Subject: x\n\nbody\n");
    write("info/7/123", "Fanna@shop.example\0");
    Files.setLastModifiedTime(
        root.resolve("info/7/123"), FileTime.from(Instant.parse("2026-11-25T08:30:00Z")));
    Files.setLastModifiedTime(
        root.resolve("mess/7/123"), FileTime.from(Instant.parse("2026-11-25T08:29:00Z")));
    write("remote/7/123", "Dx@example.net\0Ty@example.net\0");
    write("local/7/123", "Tz@example.com\0");
    assertEquals(
        new QueuedMessage(
            "123",
            QueueState.WAITING,
            Optional.empty(),
            Optional.of(Instant.parse("2026-11-25T08:30:00Z")),
            Optional.of(Instant.parse("2026-11-25T08:29:00Z")),
            uid(101),
            Optional.of("anna@shop.example"),
            List.of("z@example.com", "y@example.net"),
            List.of("x@example.net"),
            2,
            OptionalLong.of(UID.length() + 17)),
        Spools.message(queue, "123"));
    assertEquals(UID + "Subject: x\n\nbody\n", Spools.content(queue, "123"));
  }

  @Test
  void todoIsReadSplitAndUnsplit() throws IOException {
    write("mess/7/123", UID);
    write("todo/123", "u101\0p4711\0Fa@b\0Tx@example.net\0");
    write("mess/8/124", UID);
    write("todo/8/124", "u101\0p4711\0Fa@b\0Tx@example.net\0");
    for (String id : List.of("123", "124")) {
      QueuedMessage message = Spools.message(queue, id);
      assertEquals(QueueState.ARRIVING, message.state());
      assertEquals(List.of("x@example.net"), message.open());
      assertEquals(uid(101), message.by());
    }
  }

  @Test
  void theClientOfMailFromTheNetworkIsThatOfTheFieldBelow() throws IOException {
    write(
        "mess/7/123",
        NETWORK
            + "Received: from unknown (HELO web1) (192.0.2.10)\n  by mail with SMTP; 25 Nov 2026 08:30:00 -0000\n"
            + "Received: (qmail 1 invoked by uid 0); 25 Nov 2026 08:29:00 -0000\n");
    write("info/7/123", "Fa@b\0");
    assertEquals(
        Optional.of(
            new Entrance.Client(
                IpAddress.parse("192.0.2.10"),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        Spools.message(queue, "123").by());
  }

  @Test
  void aForgedUidBelowTheGenuineOneChangesNothing() throws IOException {
    write("mess/7/123", UID + "Received: (qmail 1 invoked by uid 0); 25 Nov 2026 08:29:00 -0000\n");
    write("info/7/123", "Fa@b\0");
    assertEquals(uid(101), Spools.message(queue, "123").by());
    write(
        "mess/7/124",
        "X-First: x\nReceived: (qmail 2 invoked for bounce); 25 Nov 2026 08:29:00 -0000\n"
            + "Received: (qmail 1 invoked by uid 0); 25 Nov 2026 08:29:00 -0000\n");
    write("info/7/124", "F\0");
    assertEquals(Optional.empty(), Spools.message(queue, "124").by());
  }

  @Test
  void whatHasNoEnvelopeYetIsUnfinished() throws IOException {
    write("mess/7/123", UID);
    assertEquals(new QueueRead.Unfinished(), Spools.read(queue, "123"));
    write("todo/123", "u101\0p4711\0Fa@"); // qmail-queue has not written its end
    assertEquals(new QueueRead.Unfinished(), Spools.read(queue, "123"));
  }

  @Test
  void anEnvelopeOfOtherOctetsIsBroken() throws IOException {
    write("mess/7/123", UID);
    write("info/7/123", "\0\0\0");
    assertInstanceOf(QueueRead.Broken.class, Spools.read(queue, "123"));
  }

  @Test
  void aMessageThatVanishedIsGone() throws IOException {
    write("mess/7/123", UID);
    QueueFile file = queue.find("123").orElseThrow();
    Files.delete(root.resolve("mess/7/123"));
    assertEquals(new QueueRead.Gone(), queue.read(file));
  }

  @Test
  void whatWasMovedAsideIsHeld() throws IOException {
    write("weir-held/mess/7/123", UID);
    write("weir-held/info/7/123", "Fa@b\0");
    write("weir-held/remote/7/123", "Tx@example.net\0");
    QueuedMessage message = Spools.message(queue, "123");
    assertEquals(QueueState.HELD, message.state());
    assertEquals(List.of("x@example.net"), message.open());
  }

  @Test
  void whatCanBeNoNumberIsNotLookedFor() throws IOException {
    for (String id : List.of("", "..", "1/2", "x", "1".repeat(21))) {
      assertEquals(Optional.empty(), queue.find(id), id);
    }
  }
}
