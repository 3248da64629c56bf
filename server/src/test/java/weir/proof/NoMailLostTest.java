package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.journal.Entry;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.testkit.Until;

/// Invariant 1 with a mail server behind us: 250 only after its 250.
class NoMailLostTest {
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void invariant_01_nothing_is_said_before_the_hop_has_answered_and_then_its_word_is_ours() {
    Halt dot = haltAt(SinkPoint.DOT);
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        Talker client = stand.sender()) {
      client.begin();
      client.send(MESSAGE + ".\r\n");
      CompletableFuture<Said> said =
          CompletableFuture.supplyAsync(client::hear, Thread::startVirtualThread);
      awaitUnhurried(dot.reached());
      assertThat(said).isNotDone();
      assertThat(sink.messages()).isEmpty();
      dot.goOn().countDown();
      assertThat(said.join().text()).startsWith("250 2.0.0").contains("SINK1");
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void invariant_01_a_hop_that_dies_after_the_dot_is_451_and_not_tried_again() {
    expect(SinkPoint.DOT, SinkAct.hangUp(), "451 4.3.0");
    expect(SinkPoint.DOT, SinkAct.reset(), "451 4.3.0");
  }

  @Test
  void invariant_01_a_hop_that_dies_before_the_dot_is_451_or_gets_it_on_another_connection() {
    sink.obey(SinkScript.obedient().on(SinkPoint.MAIL, 2, SinkAct.hangUp()));
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        Talker client = stand.sender()) {
      Said said = client.deliver(MESSAGE);
      assertThat(said.code()).isIn(250, 451);
      assertThat(sink.messages()).hasSize(said.code() == 250 ? 1 : 0);
    }
  }

  @Test
  void invariant_01_a_hop_that_says_nonsense_after_the_dot_is_451() {
    expect(SinkPoint.DOT, SinkAct.say("2500 taken"), "451 4.3.0");
    expect(SinkPoint.DOT, SinkAct.say("thank you"), "451 4.3.0");
    expect(SinkPoint.DOT, SinkAct.say("354 more"), "451 4.3.0");
  }

  @Test
  void invariant_01_a_hop_that_refuses_the_message_is_passed_on() {
    expect(SinkPoint.DOT, SinkAct.say("552 5.2.2 Mailbox full"), "552 5.2.2 Mailbox full");
    expect(SinkPoint.DOT, SinkAct.say("452 4.2.2 Mailbox full"), "452 4.2.2 Mailbox full");
  }

  @Test
  void invariant_01_a_client_that_left_before_the_commit_leaves_nothing_at_the_hop() {
    Halt data = haltAt(SinkPoint.DATA);
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        Talker client = stand.sender()) {
      client.begin();
      client.send(MESSAGE + ".\r\n");
      awaitUnhurried(data.reached());
      client.reset();
      data.goOn().countDown();
      Until.holds(PATIENCE, () -> stand.app().sessions() == 0);
      assertThat(sink.messages()).isEmpty();
    }
  }

  /// What a client may have said when it is cut off, up to the last octet before the end.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EHLO mail.exam",
        "MAIL FROM:<carl@example.net>\r\n",
        "MAIL FROM:<carl@example.net>\r\nRCPT TO:<ann@example.com>\r\n",
        "MAIL FROM:<carl@example.net>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n",
        "MAIL FROM:<carl@example.net>\r\n"
            + "RCPT TO:<ann@example.com>\r\n"
            + "DATA\r\n"
            + "Subject: x\r\n\r\n"
            + "hel",
        "MAIL FROM:<carl@example.net>\r\n"
            + "RCPT TO:<ann@example.com>\r\n"
            + "DATA\r\n"
            + "Subject: x\r\n\r\n"
            + "x\r\n"
            + ".\r",
        "MAIL FROM:<carl@example.net>\r\n"
            + "RCPT TO:<ann@example.com>\r\n"
            + "BDAT 14\r\n"
            + "Subject: x\r\n\r\n",
        "MAIL FROM:<carl@example.net>\r\n"
            + "RCPT TO:<ann@example.com>\r\n"
            + "BDAT 99 LAST\r\n"
            + "Subject: x\r\n\r\n"
            + "hel",
      })
  void hostile_029_cut_off_anywhere_before_the_end_nothing_is_delivered(String said) {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
      Talker client = stand.sender();
      client.send(said);
      Until.holds(PATIENCE, () -> stand.app().sessions() == 1);
      client.reset();
      Until.holds(PATIENCE, () -> stand.app().sessions() == 0);
      assertThat(sink.messages()).isEmpty();
      assertThat(stand.journal().entries().toString()).doesNotContain("DELIVERED");
    }
  }

  @Test
  void hostile_029_cut_off_between_the_end_and_the_reply_the_hop_s_word_is_written_down() {
    Halt dot = haltAt(SinkPoint.DOT);
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        Talker client = stand.sender()) {
      client.begin();
      client.send(MESSAGE + ".\r\n");
      awaitUnhurried(dot.reached());
      client.reset();
      dot.goOn().countDown();
      Until.holds(PATIENCE, () -> stand.app().sessions() == 0);
      assertThat(sink.messages()).hasSize(1);
      assertThat(stand.journal().entries())
          .first()
          .isInstanceOfSatisfying(
              Entry.Transaction.class,
              it -> assertThat(it.outcome()).isEqualTo(Entry.End.DELIVERED));
    }
  }

  private void expect(SinkPoint point, SinkAct act, String reply) {
    sink.obey(SinkScript.obedient().on(point, act));
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        Talker client = stand.sender()) {
      long before = commits();
      assertThat(client.deliver(MESSAGE).text()).startsWith(reply);
      assertThat(commits() - before).as("how often the message was sent").isEqualTo(1);
    }
    sink.obey(SinkScript.obedient());
  }

  private long commits() {
    return sink.connections().stream()
        .flatMap(connection -> connection.commands().stream())
        .filter(command -> command.startsWith("DATA"))
        .count();
  }

  /// A sink that stands still at a point: when it is there, and what lets it go on.
  private record Halt(CountDownLatch reached, CountDownLatch goOn) {}

  private Halt haltAt(SinkPoint point) {
    Halt halt = new Halt(new CountDownLatch(1), new CountDownLatch(1));
    sink.obey(step -> {
      if (step.point() == point) {
        halt.reached().countDown();
        awaitUnhurried(halt.goOn());
      }
      return SinkAct.obey();
    });
    return halt;
  }

  private static void awaitUnhurried(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
