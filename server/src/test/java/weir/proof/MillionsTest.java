package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A million of the same in one session, to a server whose heap could not remember them: an object
/// of the smallest size for each would be more than half of it, an entry with a text all of it.
class MillionsTest {
  private static final int MILLION = 1_000_000;
  private static final int AT_ONCE = 1_000;
  private static final List<String> SMALL_HEAP = List.of("-Xmx32m");
  private static final String LITTLE_ROOM =
      "limits.messages-in-memory = '4MB'\nchecks.recipients.enabled = false\n";

  @TempDir private Path folder;
  private final Behind behind = new Behind.Server();

  @AfterEach
  void close() {
    behind.close();
  }

  private Child server(String settings) {
    return Child.start(
            folder,
            List.of(),
            SMALL_HEAP,
            Child.settings(folder) + LITTLE_ROOM + behind.settings() + settings)
        .awaitReady();
  }

  private static Talker greeted(Child server) {
    Talker client = Talker.connect(server.port());
    client.hear();
    client.ask("EHLO mail.example.net");
    client.ask("MAIL FROM:<carl@example.net>");
    return client;
  }

  /// Sends a million of it, and as many at once as the network takes.
  private static Thread sending(Talker client, String one) {
    byte[] some = one.repeat(AT_ONCE).getBytes(StandardCharsets.US_ASCII);
    return Thread.startVirtualThread(() -> {
      for (int n = 0; n < MILLION; n += AT_ONCE) {
        client.send(some);
      }
    });
  }

  private static void answered(Talker client, int from, int to, Pattern answer) {
    for (int n = from; n < to; n++) {
      String text = client.hear().text();
      if (!answer.matcher(text).lookingAt()) {
        assertThat(text).as("number %d", n).isEqualTo(answer.pattern());
      }
    }
  }

  @Test
  void hostile_023_a_million_chunks_of_one_octet_leave_nothing_behind_but_their_octets()
      throws InterruptedException {
    try (Child server = server("limits.chunks = " + MILLION + "\n");
        Talker client = greeted(server)) {
      client.ask("RCPT TO:<ann@example.com>");
      Thread sending = sending(client, "BDAT 1\r\nx");
      answered(client, 0, MILLION, Pattern.compile("250 2\\.0\\.0 1 octets"));
      sending.join();
      client.send("BDAT 1\r\nx");
      assertThat(client.hear().text()).startsWith("421 4.7.0 Too many chunks");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
      assertThat(behind.take()).isEmpty();
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void hostile_023_as_shipped_ten_thousand_chunks_are_enough() {
    try (Child server = server("");
        Talker client = greeted(server)) {
      client.ask("RCPT TO:<ann@example.com>");
      client.send("BDAT 1\r\nx".repeat(10_001));
      answered(client, 0, 10_000, Pattern.compile("250 2\\.0\\.0 1 octets"));
      assertThat(client.hear().text()).startsWith("421 4.7.0 Too many chunks");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
    }
  }

  @Test
  void hostile_044_of_a_million_recipients_a_hundred_are_taken_and_the_others_452()
      throws InterruptedException {
    int taken = 100;
    try (Child server = server("limits.recipients = " + taken + "\n");
        Talker client = greeted(server)) {
      Thread sending = sending(client, "RCPT TO:<ann@example.com>\r\n");
      answered(client, 0, taken, Pattern.compile("250 "));
      answered(client, taken, MILLION, Pattern.compile("452 4\\.5\\.3 "));
      sending.join();
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask("Subject: x\r\n\r\nhello\r\n.").code()).isEqualTo(250);
      assertThat(((Behind.Server) behind).sink().messages().getFirst().recipients()).hasSize(taken);
    }
  }
}
