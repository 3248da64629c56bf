package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.testkit.Until;

/// Invariant 6: everything has a limit with a name, and the limit says what happens at it. One test
/// for each of `[limits]`; those on time are in [TimeLimitsTest].
class LimitsTest {
  private static final String LINE = "a line of forty-eight characters, all in all..\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Stand with(String key, String value) {
    return Stand.in(folder).hop(sink.port()).set("limits." + key, value).start();
  }

  private static String message(int octets) {
    return "Subject: x\r\n\r\n" + LINE.repeat(octets / LINE.length());
  }

  @Test
  void invariant_06_message_size_a_longer_message_is_552_announced_or_not() {
    try (Stand stand = with("message-size", "'64KB'");
        Talker client = stand.sender()) {
      assertThat(client.ask("EHLO x.example").text()).contains("SIZE 65536");
      assertThat(client.ask("MAIL FROM:<a@example.net> SIZE=65537").text()).contains("552 5.3.4");
      assertThat(client.deliver(message(70_000)).text()).contains("552 5.3.4");
      assertThat(client.deliver(message(50_000)).code()).isEqualTo(250);
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void invariant_06_recipients_further_ones_are_452_and_the_message_goes_to_the_others() {
    try (Stand stand = with("recipients", "100");
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      for (int n = 0; n < 100; n++) {
        assertThat(client.ask("RCPT TO:<ann+" + n + "@example.com>").code()).isEqualTo(250);
      }
      assertThat(client.ask("RCPT TO:<bob@example.com>").text()).startsWith("452 4.5.3");
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask(message(100) + ".").code()).isEqualTo(250);
      assertThat(sink.messages().getFirst().recipients()).hasSize(100);
    }
  }

  @Test
  void invariant_06_recipients_refused_ones_count_too_and_are_not_kept() {
    String mostRefused = "100000";
    try (Stand stand =
            Stand.in(folder)
                .hop(sink.port())
                .set("limits.recipients", "100")
                .set("checks.recipients.most-refused", mostRefused)
                .start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      for (int n = 0; n < 100; n++) {
        assertThat(client.ask("RCPT TO:<nobody" + n + "@example.com>").code()).isEqualTo(550);
      }
      assertThat(client.ask("RCPT TO:<nobody@example.com>").text()).startsWith("452 4.5.3");
    }
  }

  @Test
  void invariant_06_transactions_after_the_last_comes_421() {
    try (Stand stand = with("transactions", "2");
        Talker client = stand.sender()) {
      assertThat(client.deliver(message(100)).code()).isEqualTo(250);
      assertThat(client.deliver(message(100)).code()).isEqualTo(250);
      assertThat(client.hear().text()).startsWith("421 4.7.0");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
    }
  }

  @Test
  void invariant_06_errors_the_last_is_followed_by_421() {
    try (Stand stand = with("errors", "3");
        Talker client = stand.sender()) {
      for (int n = 0; n < 3; n++) {
        assertThat(client.ask("NONSENSE").code()).isEqualTo(500);
      }
      assertThat(client.hear().text()).startsWith("421 4.7.0");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
    }
  }

  @Test
  void invariant_06_idle_commands_are_followed_by_421_and_mail_sets_them_back() {
    try (Stand stand = with("idle-commands", "5");
        Talker client = stand.sender()) {
      for (int n = 0; n < 3; n++) {
        client.ask("NOOP");
      }
      assertThat(client.deliver(message(100)).code()).isEqualTo(250);
      for (int n = 0; n < 5; n++) {
        assertThat(client.ask("RSET").code()).isEqualTo(250);
      }
      assertThat(client.hear().text()).startsWith("421 4.7.0");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
    }
  }

  @Test
  void invariant_06_idle_commands_count_mail_that_leads_to_nothing() {
    sink.close();
    try (Stand stand = with("idle-commands", "5");
        Talker client = stand.sender()) {
      for (int n = 0; n < 4; n++) { // EHLO was the first
        assertThat(client.ask("MAIL FROM:<carl@example.net>").text()).startsWith("451 4.4.1");
      }
      assertThat(client.hear().text()).startsWith("421 4.7.0");
    }
  }

  @Test
  void invariant_06_hops_as_many_received_fields_are_a_loop() {
    try (Stand stand = with("hops", "4");
        Talker client = stand.sender()) {
      String field = "Received: from a.example by b.example; Sun, 1 Mar 2026 12:00:00 +0000\r\n";
      assertThat(client.deliver(field.repeat(3) + message(100)).code()).isEqualTo(250);
      assertThat(client.deliver(field.repeat(4) + message(100)).text()).startsWith("554 5.4.6");
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void invariant_06_connections_a_further_one_is_told_421_and_there_is_room_again() {
    try (Stand stand = with("connections", "1")) {
      try (Talker first = stand.sender()) {
        try (Talker second = stand.client("mx", Stand.SENDER)) {
          assertThat(second.hear().text()).startsWith("421 4.3.2");
          assertThat(second.hear()).isEqualTo(Said.CLOSED);
        }
        assertThat(first.ask("NOOP").code()).isEqualTo(250);
        first.ask("QUIT");
      }
      Until.holds(PATIENCE, () -> stand.app().sessions() == 0);
      try (Talker third = stand.client("mx", Stand.SENDER)) {
        assertThat(third.hear().code()).isEqualTo(220);
      }
    }
  }

  @Test
  void invariant_06_delayed_one_more_and_the_one_delayed_longest_gets_421() throws Exception {
    try (Stand stand =
            Stand.in(folder)
                .hop(sink.port())
                .set("limits.delayed", "1")
                .set("checks.helo.helo-ours", "{delay = '60s'}")
                .set("checks.helo.at", "'helo'")
                .set("policy.longest-delay", "'60s'")
                .start();
        Talker one = stand.client("mx", Stand.SENDER);
        Talker other = stand.client("mx", Stand.SENDER)) {
      one.hear();
      other.hear();
      one.send("EHLO mx.example.com\r\n");
      other.send("EHLO mx.example.com\r\n");
      CompletableFuture<Said> ofOne =
          CompletableFuture.supplyAsync(one::hear, Thread::startVirtualThread);
      CompletableFuture<Said> ofOther =
          CompletableFuture.supplyAsync(other::hear, Thread::startVirtualThread);
      // Which of them began to wait first is theirs to settle: it is told at once, the other waits.
      Object first = CompletableFuture.anyOf(ofOne, ofOther).get();
      assertThat(((Said) first).text()).startsWith("421 4.3.2");
      assertThat(ofOne.isDone() && ofOther.isDone()).isFalse();
    }
  }

  @Test
  void invariant_06_message_in_memory_a_longer_one_is_in_a_file_until_it_is_answered() {
    try (Stand stand = with("message-in-memory", "'16KB'");
        Talker client = stand.sender()) {
      client.begin();
      client.send(message(600_000));
      Until.holds(PATIENCE, () -> files(stand) == 1);
      assertThat(client.ask(".").code()).isEqualTo(250);
      Until.holds(PATIENCE, () -> files(stand) == 0);
      assertThat(sink.messages().getFirst().text()).endsWith(message(600_000));
    }
  }

  @Test
  void invariant_06_message_in_memory_nothing_is_left_of_a_client_that_went_away() {
    try (Stand stand = with("message-in-memory", "'16KB'");
        Talker client = stand.sender()) {
      client.begin();
      client.send(message(600_000));
      Until.holds(PATIENCE, () -> files(stand) == 1);
      client.reset();
      Until.holds(PATIENCE, () -> files(stand) == 0);
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void invariant_06_messages_in_memory_beyond_it_messages_go_to_files() {
    try (Stand stand = with("messages-in-memory", "'128KB'");
        Talker client = stand.sender()) {
      assertThat(client.deliver(message(100)).code()).isEqualTo(250);
      client.begin();
      client.send(message(300_000));
      Until.holds(PATIENCE, () -> files(stand) == 1);
      assertThat(client.ask(".").code()).isEqualTo(250);
      assertThat(sink.messages()).hasSize(2);
      assertThat(sink.messages().getLast().text()).endsWith(message(300_000));
    }
  }

  @Test
  void invariant_06_messages_in_memory_buffers_of_files_count_and_beyond_them_data_is_452() {
    // Two buffers of 32 KB, and not enough for a third.
    try (Stand stand = with("messages-in-memory", "'72KB'");
        Talker first = stand.sender();
        Talker second = stand.sender();
        Talker third = stand.sender()) {
      for (Talker client : List.of(first, second)) {
        client.begin();
        client.send(message(300_000));
      }
      Until.holds(PATIENCE, () -> files(stand) == 2);
      assertThat(third.deliver(message(100)).text()).startsWith("452 4.3.1");
      assertThat(first.ask(".").code()).isEqualTo(250);
      assertThat(third.deliver(message(100)).code()).isEqualTo(250);
      assertThat(second.ask(".").code()).isEqualTo(250);
    }
  }

  @Test
  void invariant_06_messages_on_disk_beyond_it_452_and_the_room_is_given_back() {
    Stand.Plan plan =
        Stand.in(folder)
            .hop(sink.port())
            .set("limits.message-in-memory", "'16KB'")
            .set("limits.messages-on-disk", "'500KB'");
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      for (int n = 0; n < 5; n++) {
        assertThat(client.deliver(message(900_000)).text()).startsWith("452 4.3.1");
        assertThat(client.deliver(message(400_000)).code()).isEqualTo(250);
      }
      assertThat(sink.messages()).hasSize(5);
      Until.holds(PATIENCE, () -> files(stand) == 0);
    }
  }

  @Test
  void invariant_06_messages_on_disk_what_a_killed_server_left_there_is_removed_at_the_start()
      throws IOException {
    Path left = Files.createDirectories(folder.resolve("passing")).resolve("m1.body");
    Files.writeString(left, "never acknowledged");
    try (Stand stand = with("hops", "100")) {
      assertThat(files(stand)).isZero();
    }
  }

  @Test
  void invariant_06_drain_time_a_transaction_under_way_is_finished_and_the_idle_are_told_421()
      throws InterruptedException, ExecutionException {
    try (Stand stand = with("drain-time", "'30s'");
        Talker busy = stand.sender();
        Talker idle = stand.sender()) {
      busy.begin();
      CompletableFuture<Void> stopped = stopping(stand);
      assertThat(idle.hear().text()).startsWith("421 4.3.2");
      assertThat(busy.ask(message(100) + ".").code()).isEqualTo(250);
      assertThat(busy.hear().text()).startsWith("421 4.3.2");
      stopped.get();
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void invariant_06_drain_time_whoever_takes_longer_is_cut_off()
      throws InterruptedException, ExecutionException {
    try (Stand stand = with("drain-time", "'100ms'");
        Talker busy = stand.sender()) {
      busy.begin();
      stopping(stand).get();
      assertThat(busy.hear()).isEqualTo(Said.CLOSED);
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void invariant_06_drain_time_a_message_at_the_hop_is_still_answered_by_the_hops_word()
      throws InterruptedException, ExecutionException {
    sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.say("451 4.2.0 not now")));
    try (Stand stand = with("drain-time", "'30s'");
        Talker busy = stand.sender()) {
      busy.begin();
      busy.send(message(100) + ".\r\n");
      CompletableFuture<Void> stopped = stopping(stand);
      assertThat(busy.hear().text()).startsWith("451 4.2.0 not now");
      stopped.get();
    }
  }

  private static CompletableFuture<Void> stopping(Stand stand) {
    return CompletableFuture.runAsync(() -> {
      try {
        stand.app().stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private static long files(Stand stand) {
    try (Stream<Path> files = Files.list(stand.folder().resolve("passing"))) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
