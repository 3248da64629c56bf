package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.queue.QueueState;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// The spool of a real Exim, which queues and tries when it is told.
class EximQueuePeerTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder;
  private PeerHost host;
  private Spool spool;

  @BeforeEach
  void start() throws IOException {
    host = PeerRoot.require("exim").start();
    Exim.start(
            host,
            "queue_only\nsplit_spool_directory\ntimeout_frozen_after = 7d\nauto_thaw = 0s\n",
            "later:\n  driver = redirect\n  allow_defer\n  data = :defer: later\n  domains = example.net\n",
            "")
        .stopBehindFirstRun(Duration.ofSeconds(30));
    host.run("useradd", "--uid", "2001", "u2001");
    spool = new Spool(Spool.Server.EXIM, host.file("/var/spool/exim4"));
    Files.writeString(
        host.file("/tmp/spam"),
        "Subject: cheap pills\nX-PHP-Script: shop.example/m.php for 192.0.2.9\n\nspam\n");
  }

  @AfterEach
  void end() {
    if (host != null) {
      host.close();
    }
  }

  private void send(int messages) {
    for (int i = 0; i < messages; i++) {
      host.runAs("u2001", "exim4 -i x@example.net y@example.net < /tmp/spam").orFail();
    }
  }

  private List<Found> scan() throws IOException, InterruptedException {
    return new QueueScan(spool.format(), Wanted.ALL, 1_000).run(2, _ -> {}).found();
  }

  private Hand hand(EximHand.Hold hold) {
    return new EximHand(new HostPrograms(host), "exim4", hold);
  }

  private Deeds deeds(EximHand.Hold hold) {
    return new Deeds(
        spool,
        hand(hold),
        new Acts(folder),
        new Evidence(folder.resolve("evidence"), Duration.ofDays(14), 1_000_000),
        new Pace(6_000, _ -> {}),
        CLOCK);
  }

  private static Deeds.Order order(String id, Act.Kind kind) {
    return new Deeds.Order(id, kind, "root", "test");
  }

  private int usualQueue() {
    return Integer.parseInt(host.run("exim4", "-bpc").orFail().output().strip());
  }

  @Test
  void whatIsReadIsWhatEximSays() throws Exception {
    send(1);
    Found found = scan().getFirst();
    assertTrue(host.run("exim4", "-bp").orFail().output().contains(found.id()));
    assertEquals("uid 2001", found.who());
    assertEquals(List.of("shop.example/m.php for 192.0.2.9"), found.scripts());
    assertEquals(QueueState.WAITING, found.message().state());
    host.run("exim4", "-Mmd", found.id(), "x@example.net").orFail();
    assertEquals(List.of("y@example.net"), scan().getFirst().message().open());
  }

  @Test
  void aNamedQueueHoldsAndNoQueueRunTouchesIt() throws Exception {
    send(3);
    Deeds deeds = deeds(EximHand.Hold.NAMED_QUEUE);
    Act held = deeds.run(order("a1", Act.Kind.HOLD), scan(), _ -> {});
    assertEquals(Map.of(Act.Result.DONE, 3), held.counts());
    assertEquals(0, usualQueue());
    host.run("exim4", "-qff").orFail();
    assertTrue(scan().stream().allMatch(it -> it.message().state() == QueueState.HELD));
    Act undone = deeds.undo(order("a2", Act.Kind.UNDO), held, _ -> {});
    assertEquals(Map.of(Act.Result.DONE, 3), undone.counts());
    assertEquals(3, usualQueue());
  }

  @Test
  void freezingHoldsAndTheTimersAreTold() throws Exception {
    send(2);
    Deeds deeds = deeds(EximHand.Hold.FREEZE);
    Act held = deeds.run(order("a1", Act.Kind.HOLD), scan(), _ -> {});
    assertEquals(Map.of(Act.Result.DONE, 2), held.counts());
    assertTrue(host.run("exim4", "-bp").orFail().output().contains("*** frozen ***"));
    assertEquals(
        Map.of(Act.Result.DONE, 2),
        deeds.run(order("a2", Act.Kind.RELEASE), scan(), _ -> {}).counts());
    assertFalse(host.run("exim4", "-bp").orFail().output().contains("*** frozen ***"));
    List<String> remarks = hand(EximHand.Hold.FREEZE).remarks();
    assertTrue(remarks.get(0).startsWith("auto_thaw = 0s:"), remarks.toString());
    assertTrue(
        remarks.get(1).contains("timeout_frozen_after = 1w: Exim deletes"), remarks.toString());
  }

  @Test
  void whatIsDeletedLeavesWithoutABounceAndComesBackByUndo() throws Exception {
    send(2);
    Deeds deeds = deeds(EximHand.Hold.NAMED_QUEUE);
    Act deleted = deeds.run(order("a1", Act.Kind.DELETE), scan(), _ -> {});
    assertEquals(Map.of(Act.Result.DONE, 2), deleted.counts());
    assertEquals(List.of(), scan());
    assertEquals(
        Map.of(Act.Result.DONE, 2),
        deeds.undo(order("a2", Act.Kind.UNDO), deleted, _ -> {}).counts());
    Found back = scan().getFirst();
    assertEquals(List.of("x@example.net", "y@example.net"), back.message().open());
    assertEquals("u2001@exim.example.com", back.message().sender().orElseThrow());
  }

  /// As the manual says it: hold, look, delete.
  @Test
  void whatIsHeldAndDeletedComesBackHeld() throws Exception {
    send(2);
    Deeds deeds = deeds(EximHand.Hold.NAMED_QUEUE);
    deeds.run(order("a1", Act.Kind.HOLD), scan(), _ -> {});
    Act deleted = deeds.run(order("a2", Act.Kind.DELETE), scan(), _ -> {});
    assertEquals(2, deleted.deletedHeld());
    assertEquals(List.of(), scan());
    assertEquals(
        Map.of(Act.Result.DONE, 2),
        deeds.undo(order("a3", Act.Kind.UNDO), deleted, _ -> {}).counts());
    assertEquals(0, usualQueue());
    host.run("exim4", "-qff").orFail();
    List<Found> back = scan();
    assertEquals(2, back.size());
    assertTrue(back.stream().allMatch(it -> it.message().state() == QueueState.HELD));
    assertEquals(List.of("x@example.net", "y@example.net"), back.getFirst().message().open());
    assertEquals("u2001@exim.example.com", back.getFirst().message().sender().orElseThrow());
    deeds.run(order("a4", Act.Kind.RELEASE), back, _ -> {});
    assertEquals(2, usualQueue());
  }

  @Test
  void withSendWhatIsHeldAndDeletedIsTriedAgain() throws Exception {
    send(1);
    for (EximHand.Hold hold : EximHand.Hold.values()) {
      Deeds deeds = deeds(hold);
      String id = hold == EximHand.Hold.FREEZE ? "f" : "n";
      deeds.run(order(id + "1", Act.Kind.HOLD), scan(), _ -> {});
      Act deleted = deeds.run(order(id + "2", Act.Kind.DELETE), scan(), _ -> {});
      if (hold == EximHand.Hold.FREEZE) {
        assertEquals(
            Map.of(Act.Result.WAS_HELD, 1),
            deeds.undo(order(id + "3", Act.Kind.UNDO), deleted, _ -> {}).counts());
        assertEquals(List.of(), scan());
      }
      assertEquals(
          Map.of(Act.Result.SENT, 1),
          deeds.undo(order(id + "4", Act.Kind.UNDO), deleted, true, _ -> {}).counts());
      assertEquals(1, usualQueue());
      assertEquals(QueueState.WAITING, scan().getFirst().message().state());
    }
  }

  @Test
  void aMessageThatIsBeingDeliveredIsLeftAndSaidSo() throws Exception {
    send(1);
    Found found = scan().getFirst();
    String body = found.file().path().toString().replace("-H", "-D");
    String inside = body.substring(body.indexOf("/var/spool"));
    // Exim locks the first octets of the body's file for a delivery, by fcntl.
    Process delivery =
        host.start(
            "perl",
            "-e",
            "use Fcntl; open(F, '+<', $ARGV[0]) or die; my $l = pack('ssx4qqlx4', F_WRLCK, 0, 0, 19, 0); fcntl(F, F_SETLK, $l) or die $!; $| = 1; print qq(locked\\n); <STDIN>",
            inside);
    try {
      assertEquals("locked", delivery.inputReader().readLine());
      Act held =
          deeds(EximHand.Hold.NAMED_QUEUE).run(order("a1", Act.Kind.HOLD), List.of(found), _ -> {});
      assertEquals(Map.of(Act.Result.NOT_DONE, 1), held.counts());
    } finally {
      delivery.getOutputStream().close();
      delivery.waitFor();
    }
  }
}
