package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkMta;

/// Invariant 6: the limits on time, each tiny here, so that what happens at it is seen.
class TimeLimitsTest {

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Stand with(String key) {
    return Stand.in(folder).hop(sink.port()).set("limits." + key, "'300ms'").start();
  }

  @Test
  void invariant_06_command_time_who_says_nothing_is_told_421() {
    try (Stand stand = with("command-time");
        Talker client = stand.client("mx", Stand.SENDER)) {
      client.hear();
      assertThat(client.hear().text()).startsWith("421 4.4.2");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
    }
  }

  @Test
  void hostile_030_invariant_06_command_time_is_of_the_whole_command_however_slowly_it_comes() {
    try (Stand stand = with("command-time");
        Talker client = stand.client("mx", Stand.SENDER)) {
      client.hear();
      client.drip("E");
      assertThat(client.hear().text()).startsWith("421 4.4.2");
    }
  }

  @Test
  void invariant_06_command_time_is_all_that_a_client_has_that_was_refused_at_connect() {
    Duration time = Duration.ofMillis(300);
    try (Stand stand =
            Stand.in(folder)
                .hop(sink.port())
                .set("limits.command-time", "'300ms'")
                .set("checks.access.block", "['192.0.2.10']")
                .set("checks.access.at", "'connect'")
                .start();
        Talker client = stand.client("mx", Stand.SENDER)) {
      assertThat(client.hear().code()).isEqualTo(554);
      int answers = 0;
      Said said;
      do {
        answers++;
        LockSupport.parkNanos(time.toNanos() * 2 / 3); // soon enough for a command
        said = client.ask("NOOP");
      } while (said.code() == 503);
      assertThat(said.text()).startsWith("421 4.4.2");
      assertThat(answers).as("far from the ten that a fast client has").isLessThan(5);
    }
  }

  @Test
  void hostile_030_invariant_06_command_time_holds_within_a_login_too() {
    try (Stand stand = with("command-time");
        Talker client = stand.client("submission", Stand.SENDER)) {
      client.hear();
      client.ask("EHLO mail.example.net");
      client.secure();
      assertThat(client.ask("AUTH LOGIN").code()).isEqualTo(334);
      client.drip("Y");
      assertThat(client.hear().text()).startsWith("421 4.4.2");
    }
  }

  @Test
  void hostile_030_invariant_06_transaction_time_recipients_that_never_end_are_told_421() {
    try (Stand stand = with("transaction-time");
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      client.drip("RCPT TO:<ann@example.com>\r\n");
      Said said;
      do {
        said = client.hear();
      } while (said.code() == 250);
      assertThat(said.text()).startsWith("421 4.4.2");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
    }
  }

  @Test
  void invariant_06_transaction_time_is_not_that_of_the_message_nor_of_the_next_transaction() {
    try (Stand stand = with("transaction-time");
        Talker client = stand.sender()) {
      client.begin();
      LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
      assertThat(client.ask("Subject: x\r\n\r\nhello\r\n.").code()).isEqualTo(250);
      LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
      assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
    }
  }

  @Test
  void invariant_06_data_time_a_message_that_stops_coming_is_told_421_and_is_nowhere() {
    try (Stand stand = with("data-time");
        Talker client = stand.sender()) {
      client.begin();
      client.send("Subject: x\r\n\r\nand then\r\n");
      assertThat(client.hear().text()).startsWith("421 4.4.2");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void hostile_030_invariant_06_message_time_a_message_that_never_ends_is_told_421() {
    try (Stand stand = with("message-time");
        Talker client = stand.sender()) {
      client.begin();
      client.drip("and then\r\n");
      assertThat(client.hear().text()).startsWith("421 4.4.2");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void hostile_030_invariant_06_message_time_holds_for_chunks_that_never_end() {
    try (Stand stand = with("message-time");
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      client.ask("RCPT TO:<ann@example.com>");
      client.drip("BDAT 1\r\nx");
      Said said;
      do {
        said = client.hear();
      } while (said.code() == 250);
      assertThat(said.text()).startsWith("421 4.4.2");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
      assertThat(sink.messages()).isEmpty();
    }
  }
}
