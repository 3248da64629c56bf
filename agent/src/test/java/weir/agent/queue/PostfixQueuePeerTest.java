package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.queue.QueueState;
import weir.testkit.Until;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// The queue of a real Postfix, which defers all mail to others.
class PostfixQueuePeerTest {
  private static final String LATER = "default_transport = retry:later\n";

  @TempDir private Path folder;
  private PeerHost host;
  private Postfix postfix;
  private Spool spool;
  private InstantSource clock = InstantSource.system();

  @BeforeEach
  void start() throws IOException {
    host = PeerRoot.require("postfix").start();
    postfix = Postfix.start(host, LATER, "retry unix - - n - - error\n");
    host.run("useradd", "--uid", "2001", "u2001");
    host.run("postconf", "-F", "pickup/unix/wakeup=1").orFail();
    host.run("postfix", "reload").orFail();
    spool = new Spool(Spool.Server.POSTFIX, host.file("/var/spool/postfix"));
    Files.writeString(
        host.file("/tmp/spam"),
        "From: a@example.com\n"
            + "Subject: =?utf-8?Q?cheap_p=C3=AFlls?=\n"
            + "X-PHP-Originating-Script: 2001:mailer.php\n\n"
            + "spam\n");
  }

  @AfterEach
  void end() {
    if (host != null) {
      host.close();
    }
  }

  private void send(int messages) {
    for (int i = 0; i < messages; i++) {
      host.runAs("u2001", "sendmail -f anna@shop.example x@example.net y@example.net < /tmp/spam")
          .orFail();
    }
    Until.holds(() -> states(Wanted.ALL).equals(Map.of(QueueState.DEFERRED, messages)));
  }

  private List<Found> scan(Wanted wanted) {
    try {
      return new QueueScan(spool.format(), wanted, 1_000).run(2, _ -> {}).found();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<QueueState, Integer> states(Wanted wanted) {
    return scan(wanted).stream()
        .collect(Collectors.toMap(it -> it.message().state(), _ -> 1, Integer::sum));
  }

  private Deeds deeds() {
    return new Deeds(
        spool,
        new PostfixHand(new HostPrograms(host), clock),
        new Acts(folder),
        new Evidence(folder.resolve("evidence"), Duration.ofDays(14), 1_000_000),
        new Pace(6_000, _ -> {}),
        clock);
  }

  private Act run(String id, Act.Kind kind, List<Found> messages)
      throws IOException, InterruptedException {
    return deeds().run(new Deeds.Order(id, kind, "root", "test"), messages, _ -> {});
  }

  private Act undo(String id, Act act) throws IOException, InterruptedException {
    return deeds().undo(new Deeds.Order(id, Act.Kind.UNDO, "root", "test"), act, _ -> {});
  }

  private String postqueue() {
    return host.run("postqueue", "-j").orFail().output();
  }

  @Test
  void whatIsReadIsWhatPostfixSays() throws IOException {
    send(1);
    Found found = scan(Wanted.ALL).getFirst();
    assertTrue(postqueue().contains("\"queue_id\": \"" + found.id() + "\""));
    assertEquals("uid 2001", found.who());
    assertEquals("cheap pïlls", found.subject().orElseThrow());
    assertEquals(List.of("2001:mailer.php"), found.scripts());
    assertEquals(List.of("x@example.net", "y@example.net"), found.message().open());
    assertEquals("later", spool.format().reason(found.file()).orElseThrow());
  }

  /// Here there is no pickup. What it has not taken cannot be held.
  @Test
  void whatPickupHasNotTakenYetIsFoundByTheOwnerOfItsFile() throws Exception {
    host.run("postfix", "stop").orFail(); // a reload may leave the old pickup another moment
    Until.holds(() -> host.run("pgrep", "-x", "pickup").exit() == 1);
    host.run("postconf", "-M#", "pickup/unix").orFail();
    host.run("postfix", "start").orFail();
    host.runAs("u2001", "sendmail -f anna@shop.example x@example.net y@example.net < /tmp/spam")
        .orFail();
    Found found = scan(Wanted.ALL).getFirst();
    assertEquals("uid 2001", found.who());
    assertEquals(QueueState.ARRIVING, found.message().state());
    assertEquals("anna@shop.example", found.message().sender().orElseThrow());
    assertEquals(List.of("x@example.net", "y@example.net"), found.message().open());
    assertEquals("cheap pïlls", found.subject().orElseThrow());
    assertEquals(Map.of(Act.Result.NOT_DONE, 1), run("a1", Act.Kind.HOLD, List.of(found)).counts());
    assertEquals(
        Map.of(Act.Result.NOT_DONE, 1), run("a2", Act.Kind.DELETE, List.of(found)).counts());
    assertTrue(scan(Wanted.ALL).getFirst().file().path().toString().contains("/maildrop/"));
  }

  @Test
  void holdAndUndoAreSeenByPostfix() throws Exception {
    send(3);
    Act held = run("a1", Act.Kind.HOLD, scan(Wanted.ALL));
    assertEquals(Map.of(Act.Result.DONE, 3), held.counts());
    assertEquals(3, postqueue().split("\"queue_name\": \"hold\"", -1).length - 1);
    Act undone = undo("a2", held);
    assertEquals(Map.of(Act.Result.DONE, 3), undone.counts());
    assertEquals(0, postqueue().split("\"queue_name\": \"hold\"", -1).length - 1);
  }

  @Test
  void whatIsDeletedLeavesWithoutABounceAndComesBackByUndo() throws Exception {
    send(2);
    Act deleted = run("a1", Act.Kind.DELETE, scan(Wanted.ALL));
    assertEquals(Map.of(Act.Result.DONE, 2), deleted.counts());
    assertFalse(postqueue().contains("queue_id"));
    assertFalse(postfix.log().contains("non-delivery"));
    undo("a2", deleted);
    Until.holds(() -> states(Wanted.ALL).equals(Map.of(QueueState.DEFERRED, 2)));
    Found back = scan(Wanted.ALL).getFirst();
    assertEquals("anna@shop.example", back.message().sender().orElseThrow());
    assertEquals(List.of("x@example.net", "y@example.net"), back.message().open());
  }

  /// As the manual says it: hold, look, delete.
  @Test
  void whatIsHeldAndDeletedComesBackOnlyToBeSent() throws Exception {
    send(2);
    run("a1", Act.Kind.HOLD, scan(Wanted.ALL));
    Act deleted = run("a2", Act.Kind.DELETE, scan(Wanted.ALL));
    assertEquals(Map.of(Act.Result.DONE, 2), deleted.counts());
    assertEquals(2, deleted.deletedHeld());
    assertEquals(Map.of(Act.Result.WAS_HELD, 2), undo("a3", deleted).counts());
    assertFalse(postqueue().contains("queue_id"));
    Deeds.Order order = new Deeds.Order("a4", Act.Kind.UNDO, "root", "test");
    assertEquals(Map.of(Act.Result.SENT, 2), deeds().undo(order, deleted, true, _ -> {}).counts());
    Until.holds(() -> states(Wanted.ALL).equals(Map.of(QueueState.DEFERRED, 2)));
    Found back = scan(Wanted.ALL).getFirst();
    assertEquals("anna@shop.example", back.message().sender().orElseThrow());
    assertEquals(List.of("x@example.net", "y@example.net"), back.message().open());
    assertTrue(new Acts(folder).isUndone("a2"));
  }

  @Test
  void whatWasHeldForLongIsQueuedAgainAndStillTellsItsUser() throws Exception {
    send(1);
    String id = scan(Wanted.ALL).getFirst().id();
    run("a1", Act.Kind.HOLD, scan(Wanted.ALL));
    clock = () -> Instant.now().plus(Duration.ofHours(25));
    run("a2", Act.Kind.RELEASE, scan(Wanted.of(Set.of(id))));
    postfix.awaitLog("Requeued: 1 message", 1);
    Until.holds(() -> states(Wanted.ALL).equals(Map.of(QueueState.DEFERRED, 1)));
    Entrance by = scan(Wanted.ALL).getFirst().message().by().orElseThrow();
    assertEquals(OptionalLong.of(2001), assertInstanceOf(Entrance.Program.class, by).uid());
  }

  @Test
  void messagesThatLeaveWhileTheyAreHeldAreNoMistake() throws Exception {
    send(4);
    List<Found> seen = scan(Wanted.ALL);
    host.run("postsuper", "-d", seen.getFirst().id()).orFail();
    Act held = run("a1", Act.Kind.HOLD, seen);
    assertEquals(Map.of(Act.Result.DONE, 3, Act.Result.GONE, 1), held.counts());
  }

  @Test
  void aQueueIsSearchedWhilePostfixWorksOnIt() throws Exception {
    send(5);
    host.run("postqueue", "-f").orFail();
    for (int i = 0; i < 20; i++) {
      assertTrue(scan(Wanted.ALL).size() <= 5);
    }
    Until.holds(() -> states(Wanted.ALL).equals(Map.of(QueueState.DEFERRED, 5)));
  }
}
