package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.queue.QmailQueue;
import weir.queue.QueueState;

/// Deletes are undone, with a `qmail-queue` that takes, refuses or is interrupted.
class UndoingTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private enum Answer {
    TAKES,
    REFUSES,
    IS_INTERRUPTED
  }

  @TempDir private Path folder;
  private QmailFiles files;
  private Acts acts;
  private final List<Answer> answers = new ArrayList<>();
  private final List<String> forced = new ArrayList<>();
  private int taken;

  @BeforeEach
  void files() throws IOException {
    files = new QmailFiles(folder.resolve("queue"));
    acts = new Acts(folder);
    for (int i = 1; i <= 3; i++) {
      files.message(i, "anna@shop.example", "x@example.net", QmailFiles.uid(101, "\nspam\n"));
    }
  }

  private Programs.Ran qmailQueue() throws InterruptedException {
    Answer answer = answers.isEmpty() ? Answer.TAKES : answers.removeFirst();
    return switch (answer) {
      case TAKES -> {
        taken++;
        yield new Programs.Ran(0, "");
      }
      case REFUSES -> new Programs.Ran(31, "");
      case IS_INTERRUPTED -> throw new InterruptedException();
    };
  }

  private Deeds deeds() {
    QmailHand.Sender sender =
        new QmailHand.Sender() {
          @Override
          public void stop() {}

          @Override
          public void start() {}
        };
    return new Deeds(
        new Spool(Spool.Server.QMAIL, files.queue()),
        new QmailHand(files.queue(), sender, (_, _) -> qmailQueue()),
        acts,
        new Evidence(folder.resolve("evidence"), Duration.ofDays(14), 1_000_000, this::force),
        new Pace(100, _ -> {}),
        () -> NOW);
  }

  private void force(Path path) throws IOException {
    Durable.DISK.force(path);
    boolean isThere = new QmailQueue(files.queue()).find("1").isPresent();
    forced.add(folder.relativize(path) + (isThere ? "" : " too late"));
  }

  private List<Found> scan(Wanted wanted) throws IOException, InterruptedException {
    return new QueueScan(new QmailQueue(files.queue()), wanted, 100).run(1, _ -> {}).found();
  }

  private Act run(String id, Act.Kind kind) throws IOException, InterruptedException {
    return run(id, kind, scan(Wanted.ALL));
  }

  private Act run(String id, Act.Kind kind, Set<String> ids)
      throws IOException, InterruptedException {
    return run(id, kind, scan(Wanted.of(ids)));
  }

  private Act run(String id, Act.Kind kind, List<Found> chosen)
      throws IOException, InterruptedException {
    return deeds().run(new Deeds.Order(id, kind, "root", "all"), chosen, _ -> {});
  }

  private QueueState state(String id) throws IOException {
    return new QmailQueue(files.queue()).find(id).orElseThrow().state();
  }

  private Act undoAndSend(String id, Act act) throws IOException, InterruptedException {
    Deeds.Order order = new Deeds.Order(id, Act.Kind.UNDO, "root", "all");
    return deeds().undo(order, act, true, _ -> {});
  }

  private Act undo(String id, Act act) throws IOException, InterruptedException {
    return deeds().undo(new Deeds.Order(id, Act.Kind.UNDO, "root", "all"), act, _ -> {});
  }

  @Test
  void whatWasHeldIsNotSentByUndo() throws Exception {
    run("a1", Act.Kind.HOLD);
    Act deleted = run("a2", Act.Kind.DELETE);
    assertEquals(Map.of(Act.Result.DONE, 3), deleted.counts());
    assertEquals(Map.of(Act.Result.WAS_HELD, 3), undo("a3", deleted).counts());
    assertEquals(0, taken);
    assertFalse(acts.isUndone("a2"));
    assertTrue(Files.exists(folder.resolve("evidence").resolve("a2").resolve("1.eml")));
    assertEquals(Map.of(Act.Result.SENT, 3), undoAndSend("a4", deleted).counts());
    assertEquals(3, taken);
    assertTrue(acts.isUndone("a2"));
    assertEquals(Map.of(), undoAndSend("a5", deleted).counts());
    assertEquals(3, taken);
  }

  @Test
  void whatIsToStayHeldIsLeftForALaterUndo() throws Exception {
    Act held = run("a1", Act.Kind.HOLD);
    Deeds.Order order = new Deeds.Order("a2", Act.Kind.UNDO, "root", "all");
    Act undone = deeds().undo(order, held, Set.of("2"), _ -> {});
    assertEquals(Map.of(Act.Result.DONE, 2, Act.Result.STAYS, 1), undone.counts());
    assertEquals(QueueState.HELD, state("2"));
    assertFalse(acts.isUndone("a1"));
    assertEquals(Map.of(Act.Result.DONE, 1), undo("a3", held).counts());
    assertTrue(acts.isUndone("a1"));
  }

  @Test
  void ofADeleteThoseThatWereNotHeldComeBackWithoutSend() throws Exception {
    run("a1", Act.Kind.HOLD, Set.of("1"));
    Act deleted = run("a2", Act.Kind.DELETE);
    assertEquals(Map.of(Act.Result.DONE, 3), deleted.counts());
    assertEquals(1, deleted.deletedHeld());
    assertEquals(Map.of(Act.Result.DONE, 2, Act.Result.WAS_HELD, 1), undo("a3", deleted).counts());
    assertEquals(Map.of(Act.Result.SENT, 1), undoAndSend("a4", deleted).counts());
    assertEquals(3, taken);
  }

  @Test
  void whatWasHeldAlreadyIsCountedApartAndStaysHeldByUndo() throws Exception {
    run("a1", Act.Kind.HOLD, Set.of("1"));
    Act held = run("a2", Act.Kind.HOLD);
    assertEquals(Map.of(Act.Result.DONE, 2, Act.Result.ALREADY, 1), held.counts());
    assertEquals(held, acts.find("a2").orElseThrow());
    assertEquals(Map.of(Act.Result.DONE, 2), undo("a3", held).counts());
    assertEquals(QueueState.HELD, state("1"));
    assertEquals(QueueState.WAITING, state("2"));
    assertTrue(acts.isUndone("a2"));
  }

  @Test
  void whatSomebodyHeldInBetweenIsNotReleasedByUndo() throws Exception {
    List<Found> chosen = scan(Wanted.ALL);
    run("a1", Act.Kind.HOLD, Set.of("1"));
    Act held = run("a2", Act.Kind.HOLD, chosen);
    assertEquals(Map.of(Act.Result.DONE, 2, Act.Result.ALREADY, 1), held.counts());
    assertEquals(Map.of(Act.Result.DONE, 2), undo("a3", held).counts());
    assertEquals(QueueState.HELD, state("1"));
  }

  @Test
  void whatSomebodyHeldWhileTheQuestionWasOpenIsDeletedAsHeld() throws Exception {
    List<Found> chosen = scan(Wanted.ALL);
    run("a1", Act.Kind.HOLD, Set.of("1"));
    Act deleted = run("a2", Act.Kind.DELETE, chosen);
    assertEquals(1, deleted.deletedHeld());
    assertEquals(deleted, acts.find("a2").orElseThrow());
    assertEquals(Map.of(Act.Result.DONE, 2, Act.Result.WAS_HELD, 1), undo("a3", deleted).counts());
    assertEquals(2, taken);
  }

  @Test
  void whatSomebodyReleasedWhileTheQuestionWasOpenIsReleasedByTheUndoOfAHold() throws Exception {
    run("a1", Act.Kind.HOLD, Set.of("1"));
    List<Found> chosen = scan(Wanted.ALL);
    run("a2", Act.Kind.RELEASE, Set.of("1"));
    Act held = run("a3", Act.Kind.HOLD, chosen);
    assertEquals(Map.of(Act.Result.DONE, 3), held.counts());
    assertEquals(Map.of(Act.Result.DONE, 3), undo("a4", held).counts());
    assertEquals(QueueState.WAITING, state("1"));
  }

  @Test
  void whatSomebodyHeldWhileTheQuestionWasOpenIsHeldByTheUndoOfARelease() throws Exception {
    List<Found> chosen = scan(Wanted.ALL);
    run("a1", Act.Kind.HOLD);
    Act released = run("a2", Act.Kind.RELEASE, chosen);
    assertEquals(Map.of(Act.Result.DONE, 3), released.counts());
    assertEquals(Map.of(Act.Result.DONE, 3), undo("a3", released).counts());
    assertEquals(QueueState.HELD, state("1"));
  }

  @Test
  void whatWasNotHeldIsNotHeldByTheUndoOfARelease() throws Exception {
    run("a1", Act.Kind.HOLD, Set.of("1"));
    Act released = run("a2", Act.Kind.RELEASE);
    assertEquals(Map.of(Act.Result.DONE, 1, Act.Result.ALREADY, 2), released.counts());
    assertEquals(Map.of(Act.Result.DONE, 1), undo("a3", released).counts());
    assertEquals(QueueState.HELD, state("1"));
    assertEquals(QueueState.WAITING, state("2"));
  }

  @Test
  void oneThatIsRefusedIsItsOwnResultAndIsTriedAgainAlone() throws Exception {
    Act deleted = run("a1", Act.Kind.DELETE);
    answers.addAll(List.of(Answer.TAKES, Answer.REFUSES, Answer.TAKES));
    assertEquals(Map.of(Act.Result.DONE, 2, Act.Result.NOT_DONE, 1), undo("a2", deleted).counts());
    assertFalse(acts.isUndone("a1"));
    assertEquals(Map.of(Act.Result.DONE, 1), undo("a3", deleted).counts());
    assertEquals(3, taken);
    assertTrue(acts.isUndone("a1"));
    assertEquals(Map.of(), undo("a4", deleted).counts());
    assertEquals(3, taken);
  }

  @Test
  void whatWasHandedInWhenItWasInterruptedIsNotHandedInTwice() throws Exception {
    Act deleted = run("a1", Act.Kind.DELETE);
    answers.addAll(List.of(Answer.TAKES, Answer.IS_INTERRUPTED));
    assertThrows(InterruptedException.class, () -> undo("a2", deleted));
    assertEquals(
        Map.of(Act.Result.DONE, 1, Act.Result.UNSURE, 1), acts.find("a2").orElseThrow().counts());
    assertFalse(acts.isUndone("a1"));
    assertEquals(Map.of(Act.Result.DONE, 1, Act.Result.UNSURE, 1), undo("a3", deleted).counts());
    assertEquals(Map.of(Act.Result.UNSURE, 1), undo("a4", deleted).counts());
    assertEquals(2, taken);
  }

  @Test
  void twoDoNotUndoAtOnce() throws Exception {
    Act deleted = run("a1", Act.Kind.DELETE);
    try (Closeable _ = acts.undoing("a1")) {
      assertThrows(IOException.class, () -> undo("a2", deleted));
    }
    assertEquals(Map.of(Act.Result.DONE, 3), undo("a2", deleted).counts());
  }

  @Test
  void evidenceIsOnTheDiskBeforeTheDelete() throws Exception {
    run("a1", Act.Kind.DELETE);
    assertTrue(
        forced.containsAll(
            List.of("evidence/a1/1.eml", "evidence/a1/1.envelope", "evidence/a1", "evidence", "")),
        forced.toString());
  }
}
