package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;

/// Invariant 10: only CR LF . CR LF ends a message, and only CR LF leaves us.
class OnlyCrlfTest {
  private static final long SEED = 20260310;
  private static final int MESSAGES = 300;
  private static final List<String> SOUND = List.of("\r\n", "\r\n", ".", "a", "\t", "=", "\u00e9");
  private static final List<String> ODD =
      List.of("\r\n", "\r", "\n", ".", "a", "\0", "\r\n.", "\n.\n", "\r.\r", "\n.\r\n");

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void invariant_10_whatever_is_thrown_in_only_crlf_leaves_and_messages_stay_what_they_were() {
    Random chance = new Random(SEED);
    List<String> acknowledged = new ArrayList<>();
    try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
      for (int n = 0; n < MESSAGES; n++) {
        String message = message(n, n % 3 == 0 ? ODD : SOUND, chance);
        try (Talker client = stand.sender()) {
          client.begin();
          send(client, stuffed(message) + ".\r\nQUIT\r\n", chance);
          Said said = client.hear();
          assertThat(said.code()).as("message %d: %s", n, said).isIn(250, 550);
          if (said.code() == 250) {
            acknowledged.add(message);
          }
        }
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(MESSAGES / 2);
    List<SinkMessage> arrived = sink.messages();
    assertThat(arrived).hasSameSizeAs(acknowledged);
    for (int n = 0; n < arrived.size(); n++) {
      assertThat(arrived.get(n).text()).endsWith("\r\n" + acknowledged.get(n));
      assertThat(objection(arrived.get(n).wire())).as("message %d on the wire", n).isEmpty();
    }
  }

  @Test
  void hostile_008_fields_of_ours_around_odd_ones_have_no_odd_line_end() {
    Stand.Plan plan =
        Stand.in(folder)
            .hop(sink.port())
            .set("listeners.submission.bare-line-ends", "'normalise'")
            .set("marking.forged", "'rename'")
            .set("rules.odd.when", "\"helo != ''\"")
            .set("rules.odd.then", "{score = 1, tag = 'X-Weir-Odd', subject = '[odd]'}");
    String odd =
        "Received: from a\r by b\n\tfor c; x\r\n"
            + "Subject: one\r\n\ttwo\r three\n four\r\n"
            + "X-Weir-Score: 1\r\n \t9\r\n\r\n"
            + "a\rb\nc\r\n";
    try (Stand stand = plan.start();
        Talker client = stand.client("submission", Stand.SENDER)) {
      client.hear();
      client.ask("EHLO (a)\\\"b;c");
      client.secure();
      client.ask("AUTH PLAIN AGFubkBleGFtcGxlLmNvbQBzZWNyZXQ=");
      client.ask("MAIL FROM:<ann@example.com>");
      client.ask("RCPT TO:<bob@example.com>");
      client.ask("DATA");
      assertThat(client.ask(odd + ".").text()).contains("250 2.0.0", "bare line ends became CR LF");
    }
    SinkMessage arrived = sink.messages().getFirst();
    assertThat(objection(arrived.wire())).isEmpty();
    assertThat(arrived.text()).contains("Received: from ", "X-Old-Weir-Score: 1");
  }

  private static String message(int number, List<String> alphabet, Random chance) {
    StringBuilder text = new StringBuilder("Subject: " + number + "\r\n\r\n");
    for (int length = chance.nextInt(60); length > 0; length--) {
      text.append(alphabet.get(chance.nextInt(alphabet.size())));
    }
    return text.append("\r\n").toString();
  }

  /// A sound client's dot-stuffing; what is odd in a message stays as it is.
  private static String stuffed(String message) {
    return message.replace("\r\n.", "\r\n..");
  }

  private static void send(Talker client, String text, Random chance) {
    byte[] octets = text.getBytes(ISO_8859_1);
    int most = chance.nextBoolean() ? 1 : 1 + chance.nextInt(octets.length);
    for (int at = 0; at < octets.length; ) {
      int length = Math.min(octets.length - at, most);
      try {
        client.send(Arrays.copyOfRange(octets, at, at + length));
      } catch (UncheckedIOException hungUp) {
        return; // refused and hung up on before QUIT was out; the reply is there to be read
      }
      at += length;
    }
  }

  /// What is wrong with a message on the wire, read without any code of ours.
  private static String objection(byte[] wire) {
    for (int i = 0; i < wire.length; i++) {
      boolean last = i == wire.length - 1;
      if (wire[i] == '\r' && (last || wire[i + 1] != '\n')) {
        return "a bare CR at " + i;
      }
      if (wire[i] == '\n' && (i == 0 || wire[i - 1] != '\r')) {
        return "a bare LF at " + i;
      }
      boolean lineBegins = i == 0 || wire[i - 1] == '\n';
      boolean theEnd = i == wire.length - 3;
      if (wire[i] == '.' && lineBegins && !theEnd && wire[i + 1] != '.') {
        return "a dot that was not stuffed at " + i;
      }
    }
    return "";
  }
}
