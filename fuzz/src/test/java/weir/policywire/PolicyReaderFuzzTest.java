package weir.policywire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody says at the policy service.
final class PolicyReaderFuzzTest {
  private static final String ATTRIBUTE = "(?s)[^=\0]+=[^\0]*";

  @FuzzTest
  void questionsAreThoseOfASecondReaderHoweverTheyCome(byte[] octets) throws IOException {
    List<Map<String, String>> questions = second(octets);
    assertThat(read(new ByteArrayInputStream(octets))).isEqualTo(questions);
    assertThat(read(dripping(octets))).isEqualTo(questions);
  }

  private static List<Map<String, String>> read(InputStream in) throws IOException {
    PolicyReader reader = new PolicyReader(in);
    List<Map<String, String>> questions = new ArrayList<>();
    try {
      Optional<PolicyRequest> next = reader.next();
      while (next.isPresent()) {
        assertThat(next.get().recipients()).isBetween(1, 999_999_999);
        questions.add(next.get().attributes());
        next = reader.next();
      }
    } catch (PolicyReader.Malformed _) {
      // The connection is over.
    }
    return questions;
  }

  /// Line by line, by an expression.
  private static List<Map<String, String>> second(byte[] octets) {
    List<Map<String, String>> questions = new ArrayList<>();
    Map<String, String> question = new LinkedHashMap<>();
    String[] lines = new String(octets, ISO_8859_1).split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String line = lines[i];
      if (line.isEmpty()) {
        if (!"smtpd_access_policy".equals(question.get("request"))) {
          return questions;
        }
        questions.add(question);
        question = new LinkedHashMap<>();
        continue;
      }
      String told = told(line);
      int equals = told.indexOf('=');
      if (!line.matches(ATTRIBUTE)
          || line.length() > 8_192
          || question.size() == 100
          || question.put(told.substring(0, equals), told.substring(equals + 1)) != null) {
        return questions;
      }
    }
    return questions;
  }

  private static String told(String line) {
    try {
      String text =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(line.getBytes(ISO_8859_1))).toString();
      return text.indexOf('\uFFFD') < 0 ? text : line;
    } catch (CharacterCodingException e) {
      return line;
    }
  }

  private static InputStream dripping(byte[] octets) {
    return new ByteArrayInputStream(octets) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1));
      }
    };
  }
}
