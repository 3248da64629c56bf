package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import weir.queue.EximQueue;

/// What was held and deleted, and goes back into an Exim that takes it in held, or does not.
class HandedInHeldTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final int MESSAGES = 4;

  @TempDir private Path folder;
  private Path spool;
  private Acts acts;
  private final List<Boolean> taken = new ArrayList<>();

  /// Of those that are handed in, which ones are held.
  private List<Boolean> holds = List.of(true, true, true, true);

  private int failsAt = Integer.MAX_VALUE;

  @BeforeEach
  void messages() throws IOException {
    spool = folder.resolve("spool");
    acts = new Acts(folder);
    for (int i = 0; i < MESSAGES; i++) {
      write(EximQueue.HOLD, id(i));
    }
  }

  private static String id(int number) {
    return "1tGBZa-0005vi-%02d".formatted(number);
  }

  private void write(String queue, String id) throws IOException {
    Path input = Files.createDirectories(spool.resolve(queue).resolve("input"));
    Files.writeString(
        input.resolve(id + "-H"),
        """
        %s-H
        u2001 2001 2001
        <anna@shop.example>
        1795917111 0
        -received_protocol local
        XX
        1
        x@example.net

        018  Subject: pills ok
        """
            .formatted(id));
    Files.writeString(input.resolve(id + "-D"), id + "-D\nspam\n");
  }

  /// An Exim that moves nothing and deletes.
  private final class Stand implements Hand {
    @Override
    public void hold(List<Found> messages) {}

    @Override
    public void release(List<Found> messages) {}

    @Override
    public void delete(List<Found> messages) throws IOException {
      for (Found message : messages) {
        Files.delete(message.file().path());
      }
    }

    @Override
    public boolean takesHeld() {
      return true;
    }

    @Override
    public void submit(Evidence.Kept message, byte[] content, boolean held) throws IOException {
      int number = taken.size();
      taken.add(held);
      if (number == failsAt) {
        throw new IOException("refused");
      }
      write(holds.get(number) ? EximQueue.HOLD : "", id(number + 50));
    }

    @Override
    public List<String> remarks() {
      return List.of();
    }
  }

  private Deeds deeds() {
    return new Deeds(
        new Spool(Spool.Server.EXIM, spool),
        new Stand(),
        acts,
        new Evidence(folder.resolve("evidence"), Duration.ofDays(14), 1_000_000),
        new Pace(100, _ -> {}),
        () -> NOW);
  }

  private Act deleted() throws IOException, InterruptedException {
    List<Found> all = new QueueScan(new EximQueue(spool), Wanted.ALL, 100).run(1, _ -> {}).found();
    Act deleted = deeds().run(new Deeds.Order("a1", Act.Kind.DELETE, "root", "all"), all, _ -> {});
    assertEquals(MESSAGES, deleted.deletedHeld());
    return deleted;
  }

  private Map<Act.Result, Integer> undo(String id, Act act)
      throws IOException, InterruptedException {
    Act undone = deeds().undo(new Deeds.Order(id, Act.Kind.UNDO, "root", "all"), act, _ -> {});
    assertEquals(undone, acts.find(id).orElseThrow());
    return undone.counts();
  }

  @Test
  void allThatAreHeldAreBack() throws Exception {
    assertEquals(Map.of(Act.Result.DONE, MESSAGES), undo("a2", deleted()));
    assertEquals(List.of(true, true, true, true), taken);
  }

  @Test
  void whereNoneIsHeldAllAreSent() throws Exception {
    holds = List.of(false, false, false, false);
    assertEquals(Map.of(Act.Result.SENT, MESSAGES), undo("a2", deleted()));
  }

  @Test
  void whereSomeAreNotHeldNobodyKnowsWhichAndNoneIsTriedAgain() throws Exception {
    holds = List.of(true, true, false, true);
    Act deleted = deleted();
    assertEquals(Map.of(Act.Result.UNSURE, MESSAGES), undo("a2", deleted));
    assertEquals(Map.of(Act.Result.UNSURE, MESSAGES), undo("a3", deleted));
    assertEquals(MESSAGES, taken.size());
  }

  @Test
  void oneThatIsRefusedIsTriedAgainAlone() throws Exception {
    failsAt = 2;
    holds = List.of(true, true, true, true, true);
    Act deleted = deleted();
    assertEquals(Map.of(Act.Result.DONE, 3, Act.Result.NOT_DONE, 1), undo("a2", deleted));
    assertEquals(Map.of(Act.Result.DONE, 1), undo("a3", deleted));
    assertEquals(MESSAGES + 1, taken.size());
  }
}
