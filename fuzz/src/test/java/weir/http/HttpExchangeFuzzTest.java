package weir.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;

/// A request at a door. The first two octets seed the cuts of the network.
final class HttpExchangeFuzzTest {

  private static final int LONGEST_BODY = 16;
  private static final String BODY = "ok\n";
  private static final Pattern END = Pattern.compile("\n\r?\n");
  private static final Pattern REQUEST =
      Pattern.compile("([^ \t\r\n]+) ([^ \t\r\n]+) HTTP/1\\.[0-9]\r?\n");
  private static final Pattern ANSWER =
      Pattern.compile(
          "HTTP/1\\.1 ([0-9]{3}) [A-Za-z ]+\r\n(?:[A-Za-z-]+: [ -~]+\r\n)*"
              + "Content-Length: ([0-9]+)\r\n(?:[A-Za-z-]+: [ -~]+\r\n)*\r\n(.*)",
          Pattern.DOTALL);

  /// @param code 0 where there is none
  /// @param asked the paths that pages were asked for
  private record Answered(int code, String body, List<String> asked) {}

  @FuzzTest
  void oneRequestHasOneAnswer(byte[] octets) throws IOException {
    if (octets.length < 2) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(octets, 2, octets.length);
    Answered answered = answer(stream, 0);
    assertThat(answer(stream, octets[0] << 8 | octets[1] & 0xff)).isEqualTo(answered);
    look(answered, new String(stream, ISO_8859_1));
  }

  private static Answered answer(byte[] stream, int seed) throws IOException {
    Pieces in = new Pieces(stream, seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> asked = new ArrayList<>();
    HttpExchange.answer(
        in,
        out,
        LONGEST_BODY,
        HttpDoor.Doorkeeper.NONE,
        request -> {
          asked.add(request.path());
          assertThat(request.body().length).isLessThanOrEqualTo(LONGEST_BODY);
          return Page.text(200, BODY);
        });
    assertThat(in.taken()).isLessThanOrEqualTo(HttpExchange.LONGEST_HEAD + LONGEST_BODY);
    String text = out.toString(ISO_8859_1);
    if (text.isEmpty()) {
      return new Answered(0, "", asked);
    }
    Matcher answer = ANSWER.matcher(text);
    assertThat(answer.matches()).as(text).isTrue();
    String body = answer.group(3);
    if (!body.isEmpty()) {
      assertThat(body).hasSize(Integer.parseInt(answer.group(2)));
    }
    return new Answered(Integer.parseInt(answer.group(1)), body, asked);
  }

  private static void look(Answered answered, String stream) {
    Matcher end = END.matcher(stream);
    boolean isWhole = end.find() && end.end() <= HttpExchange.LONGEST_HEAD;
    if (!isWhole) {
      int expected = stream.length() >= HttpExchange.LONGEST_HEAD ? 431 : 0;
      assertThat(answered.code()).isEqualTo(expected);
      return;
    }
    Matcher request = REQUEST.matcher(stream);
    String method = request.lookingAt() ? request.group(1) : "";
    switch (answered.code()) {
      case 200 -> {
        assertThat(answered.body()).isEqualTo(method.equals("HEAD") ? "" : BODY);
        assertThat(answered.asked()).hasSize(1);
        if (request.group(2).matches("/[A-Za-z/]*") && !request.group(2).startsWith("//")) {
          assertThat(answered.asked()).containsExactly(request.group(2));
        }
      }
      case 0, 411, 413 ->
          assertThat(stream).containsPattern("(?i)content-length|transfer-encoding");
      default -> {
        assertThat(answered.code()).isEqualTo(400);
        assertThat(answered.asked()).isEmpty();
        if (!stream.toLowerCase(Locale.ROOT).contains("content-length")) {
          assertThat(method + " " + (method.isEmpty() ? "" : request.group(2)))
              .doesNotMatch("GET /[A-Za-z]*");
        }
      }
    }
  }
}
