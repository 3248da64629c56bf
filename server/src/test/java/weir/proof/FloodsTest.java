package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;
import weir.sink.SinkMta;
import weir.testkit.Until;

/// One client, or one network, that does everything too often: what it gets, and that others notice
/// nothing.
class FloodsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";

  /// More characters than any line of a transaction or session may have.
  private static final int LONGEST_LINE = 10_000;

  @TempDir private Path folder;
  private final SinkMta sink = SinkMta.start();
  private final List<Talker> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Talker::close);
    sink.close();
  }

  private Stand.Plan plan() {
    return Stand.in(folder).hop(sink.port());
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private Talker client(Stand stand, String listener, String address) {
    Talker client = stand.client(listener, address(address));
    open.add(client);
    return client;
  }

  @Test
  void hostile_015_handshakes_that_stall_are_of_few_and_keep_nobody_out() {
    try (Stand stand =
        plan()
            .set("listeners.submissions.address", "'127.0.0.1:0'")
            .set("listeners.submissions.role", "'submission'")
            .set("listeners.submissions.tls", "'implicit'")
            .set("listeners.submissions.proxy-from", "['127.0.0.0/8']")
            .set("limits.connections", "20")
            .set("checks.connections.per-address", "3")
            .start()) {
      for (int n = 0; n < 100; n++) {
        client(stand, "submissions", "198.51.100.66"); // and not a word of TLS
      }
      // Which three are in is for chance to say; the others are closed, and not told a word.
      AtomicInteger closed = new AtomicInteger();
      for (Talker each : List.copyOf(open)) {
        Thread.ofVirtual().start(() -> closed.addAndGet(each.hear().equals(Said.CLOSED) ? 1 : 0));
      }
      Until.holds(PATIENCE, () -> closed.get() == 97);
      assertThat(client(stand, "mx", "198.51.100.66").hear().text()).startsWith("421 4.7.0");
      try (Talker other = stand.sender()) {
        assertThat(other.deliver(MESSAGE).code()).isEqualTo(250);
      }
      Talker customer = client(stand, "submissions", "203.0.113.9");
      assertThat(customer.secureAtOnce().code()).isEqualTo(220);
    }
  }

  @Test
  void hostile_037_a_proxy_header_that_does_not_end_is_not_waited_for() {
    try (Stand stand = plan().start();
        Talker slow = Talker.connect(stand.port("mx"))) {
      slow.send("PROXY TCP4 198.51.100.66 203.0.1");
      assertThat(slow.hear()).isEqualTo(Said.CLOSED);
      assertThat(stand.journal().entries()).as("nobody knows who it was").isEmpty();
    }
  }

  @Test
  void hostile_032_ten_thousand_connections_of_one_network_leave_room_for_all_others() {
    try (Stand stand =
        plan()
            .set("routing.relay-from", "['2001:db8:66::beef']")
            .set("routing.onward-hop", "'back'")
            .start()) {
      int stayed = 0;
      for (int n = 0; n < 10_000; n++) {
        Talker client = stand.client("mx", address("2001:db8:66::" + Integer.toHexString(n + 1)));
        Said greeting = client.hear();
        if (greeting.code() == 220) {
          stayed++;
          open.add(client); // idle from here on
        } else {
          assertThat(greeting.text()).startsWith("421 4.7.0");
          client.close();
        }
      }
      // As shipped: so many of a /64.
      assertThat(stayed).isEqualTo(200);
      assertThat(client(stand, "mx", "2001:db8:66::beef").hear().code())
          .as("a host of ours in the same network")
          .isEqualTo(220);
      try (Talker other = stand.sender()) {
        assertThat(other.deliver(MESSAGE).code()).isEqualTo(250);
      }
      assertThat(open.getFirst().ask("NOOP").code()).as("those that are in").isEqualTo(250);
    }
  }

  @Test
  void hostile_032_one_address_has_a_number_of_its_own() {
    try (Stand stand = plan().start()) {
      for (int n = 0; n < 50; n++) {
        assertThat(client(stand, "mx", "198.51.100.66").hear().code()).isEqualTo(220);
      }
      assertThat(client(stand, "mx", "198.51.100.66").hear().text()).startsWith("421 4.7.0");
      assertThat(client(stand, "mx", "198.51.100.67").hear().code()).isEqualTo(220);
      open.getFirst().ask("QUIT");
      Until.holds(PATIENCE, () -> client(stand, "mx", "198.51.100.66").hear().code() == 220);
    }
  }

  @Test
  void hostile_026_ten_thousand_commands_without_mail_are_a_hundred_and_421() {
    try (Stand stand = plan().start()) { // with the limit as shipped
      for (String command : List.of("RSET", "NOOP", "VRFY ann", "RSET\r\nNOOP\r\nVRFY ann")) {
        assertThat(untilClosed(stand, command)).as(command).isEqualTo(100);
      }
    }
  }

  /// HELO is nothing to send at once (RFC 2920 section 3.1): a client that does breaks a rule more.
  @Test
  void hostile_026_so_are_ten_thousand_greetings_each_after_the_answer_to_the_one_before() {
    try (Stand stand = plan().start();
        Talker client = stand.client("mx", Stand.SENDER)) {
      client.hear();
      int answered = 0;
      while (client.ask("HELO mail.example.net").code() == 250) {
        answered++;
      }
      assertThat(answered).isEqualTo(100);
    }
  }

  /// Sends ten thousand of it at once, behind an EHLO, which is the first of those that count.
  ///
  /// @return answers before the 421, that of EHLO among them
  private static int untilClosed(Stand stand, String command) {
    try (Talker client = stand.client("mx", Stand.SENDER)) {
      client.hear();
      client.ask("EHLO mail.example.net");
      Thread.startVirtualThread(() -> sendWhileTaken(client, (command + "\r\n").repeat(10_000)));
      int answered = 1;
      Said said = client.hear();
      for (; said.isPositive(); said = client.hear()) {
        answered++;
      }
      assertThat(said.text()).startsWith("421 4.7.0 Too many commands without mail");
      assertThat(client.hear()).isEqualTo(Said.CLOSED);
      return answered;
    }
  }

  private static void sendWhileTaken(Talker client, String text) {
    try {
      client.send(text);
    } catch (UncheckedIOException closed) {
      // That is what happens to such a client.
    }
  }

  /// Each naming counts, the same one again and its variants too: who is to have a copy is for the
  /// next hop to say.
  @Test
  void hostile_050_the_same_recipient_a_thousand_times_counts_each_time() {
    try (Stand stand = plan().set("limits.recipients", "100").start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      for (int n = 0; n < 1_000; n++) {
        Said said = client.ask("RCPT TO:<ann" + (n % 2 == 0 ? "" : "+" + n) + "@example.com>");
        assertThat(said.code()).as("naming %d", n).isEqualTo(n < 100 ? 250 : 452);
      }
      client.ask("DATA");
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      assertThat(sink.messages().getFirst().recipients()).hasSize(100);
    }
  }

  @Test
  void hostile_117_the_log_of_one_client_is_bounded_in_lines_and_width_and_counts_the_rest() {
    String name = "x".repeat(200);
    String far = "@" + "friend.".repeat(30) + "example>";
    try (LogHeard log = new LogHeard()) {
      try (Stand stand =
          plan()
              .set("limits.refusal-lines", "5")
              .set("checks.recipients.most-refused", "100000")
              .start()) {
        for (int n = 0; n < 40; n++) { // sessions without mail
          Talker idle = client(stand, "mx", "198.51.100.66");
          idle.hear();
          idle.ask("EHLO " + name);
          idle.ask("QUIT");
        }
        try (Talker prober = client(stand, "mx", "198.51.100.66")) {
          prober.hear();
          prober.ask("EHLO " + name);
          for (int n = 0; n < 40; n++) { // and mail to others, with many recipients
            prober.ask("MAIL FROM:<" + "s".repeat(64) + "@example.net>");
            for (int recipient = 0; recipient < 50; recipient++) {
              assertThat(prober.ask("RCPT TO:<u" + recipient + far).isPositive()).isFalse();
            }
            prober.ask("RSET");
          }
        }
        Until.holds(PATIENCE, () -> stand.app().sessions() == 0);
        assertThat(stand.journal().entries()).as("the journal has all").hasSizeBetween(80, 81);
      }
      assertThat(log.lines()).allMatch(line -> line.length() < LONGEST_LINE);
      assertThat(log.lines())
          .anyMatch(line -> line.matches(".* to=\"[^\"]*\\.\\.\\.\\(\\+\\d+\\)\".*"));
      assertThat(sum(log, "lines about no mail", "end=\"quit\"")).isEqualTo(40);
      assertThat(sum(log, "refusals", "end=refused")).isEqualTo(40);
    }
  }

  /// Lines that were shown, at most five in each of two minutes, and those that were not.
  private static long sum(LogHeard log, String what, String shownBy) {
    long shown = log.lines().stream().filter(line -> line.contains(shownBy)).count();
    assertThat(shown).isBetween(5L, 10L);
    Pattern number = Pattern.compile("client=198\\.51\\.100\\.66 " + what + " not shown: (\\d+)");
    return shown
        + log.lines().stream()
            .map(number::matcher)
            .filter(Matcher::matches)
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum();
  }
}
