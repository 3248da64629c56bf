package weir.fastcgi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;

/// What a process of a customer's pool answers. The first octet says how the network cuts it.
final class FastCgiAnswerFuzzTest {
  private static final int MOST = 200;

  private static final Pattern ANSWER = Pattern.compile("(?s)(.*?)\r\n\r\n(.*)");

  private static final Pattern NOT_FINE =
      Pattern.compile("(?iu)(?:^|[\r\n])status:[\\p{javaWhitespace}&&[^\r\n]]*+(?!200)");

  @FuzzTest
  void anAnswerIsThatOfASecondReaderHoweverItIsCutAndNoLongerThanItMayBe(byte[] octets)
      throws Exception {
    if (octets.length < 1) {
      return;
    }
    byte[] said = Arrays.copyOfRange(octets, 1, octets.length);
    Optional<String> read = read(said, 0);
    assertThat(read).isEqualTo(second(said));
    assertThat(read(said, octets[0])).isEqualTo(read);
    assertThat(read.orElse("")).hasSizeLessThanOrEqualTo(MOST);
  }

  private static Optional<String> read(byte[] said, int seed) throws Exception {
    FastCgiAnswer answer = new FastCgiAnswer(MOST);
    InputStream in = new Pieces(said, seed);
    byte[] room = new byte[said.length + 1];
    for (int many = in.read(room); many > 0 && !answer.isOver(); many = in.read(room)) {
      answer.add(ByteBuffer.wrap(room, 0, many));
    }
    return answer.body();
  }

  /// Reads all of it at once.
  private static Optional<String> second(byte[] said) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at + 8 <= said.length && said[at] == 1; ) {
      int length = number(said[at + 4]) << 8 | number(said[at + 5]);
      int next = at + 8 + length + number(said[at + 6]);
      if (next > said.length) {
        return Optional.empty();
      }
      if (said[at + 1] == 3) {
        return body(out.toString(StandardCharsets.UTF_8));
      }
      if (said[at + 1] == 6) {
        out.write(said, at + 8, length);
        if (out.size() > MOST) {
          return Optional.empty();
        }
      }
      at = next;
    }
    return Optional.empty();
  }

  private static int number(byte octet) {
    return octet & 0xff;
  }

  private static Optional<String> body(String text) {
    Matcher parts = ANSWER.matcher(text);
    return parts.matches() && !NOT_FINE.matcher(parts.group(1)).find()
        ? Optional.of(parts.group(2))
        : Optional.empty();
  }
}
