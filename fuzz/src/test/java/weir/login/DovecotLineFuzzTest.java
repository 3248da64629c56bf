package weir.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;

/// What Dovecot says, line by line, until something is none. The first two octets seed the cuts.
final class DovecotLineFuzzTest {

  private static final String SENT = "asked@example.com";
  private static final Pattern ANSWER =
      Pattern.compile("(OK|FAIL|CONT)\t([0-9]{1,10})(?:\t(.*))?", Pattern.DOTALL);

  @FuzzTest
  void nothingButOkLetsInAndNothingButFailKeepsOut(byte[] octets) {
    if (octets.length < 2) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(octets, 2, octets.length);
    List<DovecotLine> lines = read(stream, 0);
    assertThat(read(stream, octets[0] << 8 | octets[1] & 0xff)).isEqualTo(lines);
    String[] texts = new String(stream, UTF_8).split("\n", -1);
    assertThat(lines).hasSizeLessThan(texts.length);
    for (int n = 0; n < lines.size(); n++) {
      look(lines.get(n), texts[n]);
    }
  }

  private static List<DovecotLine> read(byte[] stream, int seed) {
    Pieces in = new Pieces(stream, seed);
    List<DovecotLine> lines = new ArrayList<>();
    try {
      while (true) {
        lines.add(DovecotLine.read(in));
      }
    } catch (IOException end) {
      assertThat(end.getMessage()).matches("[ -~]+");
      return lines;
    }
  }

  private static void look(DovecotLine line, String text) {
    assertThat(line instanceof DovecotLine.Done).isEqualTo(text.split("\t", -1)[0].equals("DONE"));
    if (!(line instanceof DovecotLine.Answer answer)) {
      return;
    }
    Matcher written = ANSWER.matcher(text);
    assertThat(written.matches()).isTrue();
    assertThat(answer.number())
        .isEqualTo(
            Long.parseLong(written.group(2)) > Integer.MAX_VALUE
                ? DovecotLine.NOBODYS
                : Integer.parseInt(written.group(2)));
    List<String> parameters =
        written.group(3) == null ? List.of() : List.of(written.group(3).split("\t", -1));
    switch (answer.reply(SENT)) {
      case DovecotReply.Ok(var user) -> {
        assertThat(written.group(1)).isEqualTo("OK");
        assertThat(user).isEqualTo(expected(parameters));
      }
      case DovecotReply.Fail() -> {
        assertThat(written.group(1)).isEqualTo("FAIL");
        assertThat(parameters).doesNotContain("temp", "code=temp_fail");
      }
      case DovecotReply.NotNow(var why) -> assertThat(why).matches("[ -~]+");
    }
  }

  /// The first name that is said, if a login may be so; else the one that was asked for.
  private static String expected(List<String> parameters) {
    for (String parameter : parameters) {
      if (parameter.startsWith("user=")) {
        String user = parameter.substring("user=".length());
        boolean isPlain =
            user.matches("[^\\x00-\\x1f\\x7f-\\x9f]+")
                && user.getBytes(UTF_8).length <= DovecotReply.LONGEST_USER;
        // an octet 1 escapes nothing that a login may have
        return isPlain ? user : SENT;
      }
    }
    return SENT;
  }
}
