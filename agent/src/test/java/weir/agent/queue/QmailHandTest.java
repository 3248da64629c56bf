package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.queue.QmailQueue;
import weir.queue.QueueState;

class QmailHandTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  @TempDir private Path folder;
  private QmailFiles files;
  private final List<String> told = new ArrayList<>();
  private boolean goesOn;
  private long room = 1_000_000;

  private final class Switch implements QmailHand.Sender {
    @Override
    public void stop() throws IOException {
      told.add("stop");
      if (goesOn) {
        throw new IOException("it goes on");
      }
    }

    @Override
    public void start() {
      told.add("start");
    }
  }

  @BeforeEach
  void files() throws IOException {
    files = new QmailFiles(folder.resolve("queue"));
    files.message(100, "anna@shop.example", "x@example.net", QmailFiles.uid(101, "\nspam\n"));
    files.arriving(200, 101, "anna@shop.example", QmailFiles.uid(101, "\nspam\n"));
  }

  private Deeds deeds() {
    Programs none = (command, _) -> new Programs.Ran(127, "there is no " + command.getFirst());
    return new Deeds(
        new Spool(Spool.Server.QMAIL, files.queue()),
        new QmailHand(files.queue(), new Switch(), none),
        new Acts(folder),
        new Evidence(folder.resolve("evidence"), Duration.ofDays(14), room),
        new Pace(100, time -> told.add("wait " + time.toSeconds())),
        () -> NOW);
  }

  private List<Found> all() throws IOException, InterruptedException {
    return new QueueScan(new QmailQueue(files.queue()), Wanted.ALL, 100).run(1, _ -> {}).found();
  }

  private Act run(String id, Act.Kind kind) throws IOException, InterruptedException {
    return deeds().run(new Deeds.Order(id, kind, "root", "all"), all(), _ -> {});
  }

  private QueueState state(String id) throws IOException {
    return new QmailQueue(files.queue()).find(id).orElseThrow().state();
  }

  @Test
  void aHeldMessageKeepsItsInodeAndComesBackAsItWas() throws Exception {
    Object inode = Files.getAttribute(files.path("mess", 100), "unix:ino");
    Act held = run("a1", Act.Kind.HOLD);
    assertEquals(Map.of("100", Act.Result.DONE, "200", Act.Result.NOT_DONE), held.results());
    assertEquals(QueueState.HELD, state("100"));
    assertFalse(Files.exists(files.path("info", 100)));
    assertEquals(List.of("stop", "start"), told);
    Act undone = deeds().undo(new Deeds.Order("a2", Act.Kind.UNDO, "root", "all"), held, _ -> {});
    assertEquals(Act.Result.DONE, undone.results().get("100"));
    assertEquals(inode, Files.getAttribute(files.path("mess", 100), "unix:ino"));
    assertEquals("Tx@example.net\0", Files.readString(files.path("remote", 100)));
    assertTrue(new Acts(folder).isUndone("a1"));
  }

  @Test
  void qmailSendIsStartedAgainWhateverHappens() throws Exception {
    goesOn = true;
    assertThrows(IOException.class, () -> run("a1", Act.Kind.HOLD));
    assertEquals(List.of("stop", "start"), told);
    assertEquals(QueueState.WAITING, state("100"));
  }

  @Test
  void anActThatWasInterruptedIsToldAndUndone() throws Exception {
    goesOn = true;
    assertThrows(IOException.class, () -> run("a1", Act.Kind.HOLD));
    goesOn = false;
    Act act = new Acts(folder).find("a1").orElseThrow();
    assertTrue(act.ended().isEmpty());
    assertEquals(Map.of(), act.results());
    assertFalse(new Acts(folder).isGoingOn(act));
    assertEquals(List.of(act), new Acts(folder).unjournaled());
    Act undone = deeds().undo(new Deeds.Order("a2", Act.Kind.UNDO, "root", "all"), act, _ -> {});
    assertEquals(Act.Result.ALREADY, undone.results().get("100"));
    assertTrue(new Acts(folder).isUndone("a1"));
  }

  @Test
  void whatIsDeletedIsEvidenceFirst() throws Exception {
    Act deleted = run("a1", Act.Kind.DELETE);
    assertEquals(Act.Result.DONE, deleted.results().get("100"));
    assertTrue(new QmailQueue(files.queue()).find("100").isEmpty());
    Evidence evidence = new Evidence(folder.resolve("evidence"), Duration.ofDays(14), room);
    assertEquals(
        new Evidence.Kept("anna@shop.example", List.of("x@example.net"), true),
        evidence.find("a1", "100").orElseThrow());
    assertTrue(Files.readString(evidence.content("a1", "100")).endsWith("\nspam\n"));
    evidence.expire(Instant.now().plus(Duration.ofDays(15)));
    assertTrue(evidence.find("a1", "100").isEmpty());
  }

  @Test
  void whatHasNoRoomAsEvidenceIsHeldAndNotDeleted() throws Exception {
    room = 10;
    assertEquals(Act.Result.NO_ROOM, run("a1", Act.Kind.DELETE).results().get("100"));
    assertEquals(QueueState.HELD, state("100"));
  }

  @Test
  void anotherMessageWithTheNumberIsLeftAlone() throws Exception {
    List<Found> before = all();
    files.message(100, "rival@other.example", "x@example.net", "\nno spam\n");
    Act act = deeds().run(new Deeds.Order("a1", Act.Kind.DELETE, "root", "all"), before, _ -> {});
    assertEquals(Act.Result.ANOTHER, act.results().get("100"));
    assertEquals(QueueState.WAITING, state("100"));
  }

  @Test
  void releasesKeepTheirPace() throws Exception {
    for (int i = 1; i <= 20; i++) {
      files.message(i, "a@b", "x@y", "\n");
    }
    run("a1", Act.Kind.HOLD);
    told.clear();
    run("a2", Act.Kind.RELEASE);
    // A hundred a minute is eight in five seconds: twenty-two go as eight, eight and six.
    assertEquals(
        List.of("wait 4", "wait 3"), told.stream().filter(it -> it.startsWith("wait")).toList());
  }

  @Test
  void aFileOfAnActThatIsCutIsReadAsFarAsItGoes() throws Exception {
    Act act = run("a1", Act.Kind.HOLD);
    Path file = folder.resolve(Acts.FOLDER).resolve("a1.act");
    assertEquals(act, new Acts(folder).find("a1").orElseThrow());
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.lastIndexOf("end ") + 6));
    assertTrue(new Acts(folder).find("a1").orElseThrow().ended().isEmpty());
    Files.writeString(file, text.substring(0, text.indexOf("message ") + 9));
    assertTrue(new Acts(folder).find("a1").isEmpty());
    Files.writeString(file, text.replace("HOLD", "FOLD"));
    assertThrows(IOException.class, () -> new Acts(folder).find("a1"));
    assertTrue(new Acts(folder).find("../a1").isEmpty());
  }
}
