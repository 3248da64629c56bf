package weir.policywire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
  private static final String BEGIN = "request=smtpd_access_policy\n";

  private static PolicyReader reader(String text, Charset charset) {
    return new PolicyReader(new ByteArrayInputStream(text.getBytes(charset)));
  }

  private static PolicyRequest read(String text) throws IOException {
    return reader(text, UTF_8).next().orElseThrow();
  }

  private static String refused(String text) {
    PolicyReader reader = reader(text, ISO_8859_1);
    return assertThrows(PolicyReader.Malformed.class, reader::next).getMessage();
  }

  @Test
  void aQuestionIsItsAttributes() throws IOException {
    PolicyRequest request =
        read(
            BEGIN
                + "protocol_state=DATA\nsasl_username=ann=x@example.com\nsender=\nrecipient_count=3\n\n");
    assertEquals("DATA", request.state());
    assertEquals(Optional.of("ann=x@example.com"), request.login());
    assertEquals(Optional.empty(), request.get("sender"));
    assertEquals(Optional.empty(), request.get("helo_name"));
    assertEquals(3, request.recipients());
  }

  @Test
  void oneConnectionAsksAgain() throws IOException {
    PolicyReader reader = reader(BEGIN + "a=1\n\n" + BEGIN + "a=2\n\n", UTF_8);
    assertEquals(Optional.of("1"), reader.next().orElseThrow().get("a"));
    assertEquals(Optional.of("2"), reader.next().orElseThrow().get("a"));
    assertEquals(Optional.empty(), reader.next());
  }

  @Test
  void aCountThatIsNoneIsOne() throws IOException {
    for (String count : new String[] {"", "0", "-5", "x", "99999999999999", "٣"}) {
      assertEquals(1, read(BEGIN + "recipient_count=" + count + "\n\n").recipients());
    }
    assertEquals(999_999_999, read(BEGIN + "recipient_count=999999999\n\n").recipients());
  }

  @Test
  void whatIsNoUtf8IsKeptOctetByOctet() throws IOException {
    String question = BEGIN + "sasl_username=a\u00e9\n\n";
    assertEquals(Optional.of("a\u00e9"), reader(question, ISO_8859_1).next().orElseThrow().login());
    assertEquals(Optional.of("a\u00e9"), read(question).login());
  }

  @Test
  void whatIsNoQuestionIsRefused() {
    assertEquals("no request=smtpd_access_policy", refused("\n"));
    assertEquals("no request=smtpd_access_policy", refused("request=junk_mail\n\n"));
    assertEquals("a line without a name and \"=\"", refused(BEGIN + "GET / HTTP/1.1\r\n\r\n"));
    assertEquals("a line without a name and \"=\"", refused("=x\n\n"));
    assertEquals("an attribute twice", refused(BEGIN + "a=1\na=2\n\n"));
    assertEquals("a NUL", refused(BEGIN + "a=\0\n\n"));
    assertEquals("the end in the middle of a question", refused(BEGIN));
    assertEquals("the end in the middle of a line", refused(BEGIN + "a=1"));
  }

  @Test
  void aLineAndAQuestionHaveTheirBounds() throws IOException {
    String longest = "a=" + "x".repeat(PolicyReader.LONGEST_LINE - 2);
    assertEquals(
        longest.length() - 2, read(BEGIN + longest + "\n\n").get("a").orElseThrow().length());
    assertEquals("a line of more than 8192 octets", refused(BEGIN + longest + "x\n\n"));
    StringBuilder many = new StringBuilder(BEGIN);
    for (int i = 1; i < PolicyReader.MOST_ATTRIBUTES; i++) {
      many.append("a").append(i).append("=\n");
    }
    assertEquals(PolicyReader.MOST_ATTRIBUTES, read(many + "\n").attributes().size());
    assertEquals("more than 100 attributes", refused(many + "b=\n\n"));
  }

  @Test
  void anAnswerIsOneLine() {
    assertArrayEquals("action=DUNNO\n\n".getBytes(UTF_8), PolicyAnswer.DUNNO.bytes());
    for (String bad : new String[] {"", "DUNNO\n\naction=OK", "caf\u00e9", "x".repeat(401)}) {
      assertThrows(IllegalArgumentException.class, () -> new PolicyAnswer(bad));
    }
  }
}
