package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// SMTP smuggling: what looks like an end of data to a lenient server but is none. Counted on both
/// sides: a Postfix behind us that still takes them never sees more messages than we acknowledged.
class SmugglingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Only the last one ends a message (RFC 5321 section 4.1.1.4).
  private static final List<String> SEQUENCES =
      List.of(
          "\n.\n",
          "\n.\r",
          "\r.\n",
          "\r.\r",
          "\n.\r\n",
          "\r.\r\n",
          "\r\n.\r\r\n",
          "\r\r\n.\r\r\n",
          "\r\n\0.\r\n",
          "\r\n.\n",
          "\r\n.\r",
          "\r\n.\r\n");

  private static final String LENIENT =
      "smtpd_forbid_bare_newline = no\nsmtpd_forbid_unauth_pipelining = no\n";

  private static final String INNER =
      "MAIL FROM:<root@example.net>\r\nRCPT TO:<bob@example.com>\r\nDATA\r\nSubject: inner\r\n\r\nsmuggled\r\n.\r\n";

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("postfix");

  @Test
  void invariant_10_postfix_behind_us_counts_exactly_what_we_acknowledged() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, LENIENT, "");
      try (Stand stand = Stand.in(folder).hop(postfix.port()).start()) {
        int acknowledged = 0;
        for (String sequence : SEQUENCES) {
          try (Talker client = stand.sender()) {
            int now = throughDots(client, sequence);
            assertThat(now).isLessThanOrEqualTo(sequence.equals("\r\n.\r\n") ? 2 : 1);
            acknowledged += now;
          }
          postfix.settle(PATIENCE);
          assertThat(arrived(postfix)).as("after %s", shown(sequence)).isEqualTo(acknowledged);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void thisPostfixWouldHaveBeenFooledWithoutUs() {
    try (PeerHost host = root.start()) {
      Postfix postfix = Postfix.start(host, LENIENT, "");
      try (Talker client = Talker.connect(postfix.port())) {
        client.hear();
        client.ask("EHLO mail.example.net");
        assertThat(throughDots(client, "\n.\r\n")).isEqualTo(2);
      }
    }
  }

  /// Sends one message with the sequence in it, and another one inside; answers how many were
  /// acknowledged.
  private static int throughDots(Talker client, String sequence) {
    int acknowledged = 0;
    try {
      client.begin();
      client.send("Subject: outer\r\n\r\nfirst" + sequence + INNER + "QUIT\r\n");
      Said said = client.hear();
      while (said.code() != 0 && said.code() != 221) {
        acknowledged += said.text().matches("250 2\\.0\\.0 (Taken|Ok: queued).*") ? 1 : 0;
        said = client.hear();
      }
    } catch (UncheckedIOException closed) {
      // A server may hang up on this.
    }
    return acknowledged;
  }

  private static int arrived(Postfix postfix) {
    return postfix.mailbox("ann").size() + postfix.mailbox("bob").size();
  }

  private static String shown(String sequence) {
    return sequence.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
  }
}
