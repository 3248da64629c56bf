package weir.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.mail.HeaderList.Bounds;
import weir.mail.HeaderList.End;
import weir.mail.HeaderList.Field;

class HeaderListTest {

  private static final String MESSAGE =
      """
      Received: from a
      \tby b
      Received: from c
      Subject: Hello
        there,
      \tworld
      X-Weir-Spam: no
      from: Ann <ann@example.com>

      Subject: body
      """
          .replace("\n", "\r\n");

  @Test
  void fieldsHaveNamesAndOffsets() throws IOException {
    HeaderList header = read(MESSAGE);
    assertThat(header.fields())
        .extracting(Field::name)
        .containsExactly("Received", "Received", "Subject", "X-Weir-Spam", "from");
    Field subject = header.named("SUBJECT").getFirst();
    assertThat(MESSAGE.substring((int) subject.start(), (int) subject.end()))
        .isEqualTo("Subject: Hello\r\n  there,\r\n\tworld\r\n");
    assertThat(header.received()).isEqualTo(2);
    assertThat(header.end()).isEqualTo(End.EMPTY_LINE);
    assertThat(MESSAGE.substring((int) header.size())).isEqualTo("Subject: body\r\n");
    assertThat(header.malformed()).isEmpty();
  }

  @Test
  void valuesAreUnfoldedAndClean() throws IOException {
    assertThat(read(MESSAGE).value("subject", 100)).hasValue("Hello  there, world");
    assertThat(read(MESSAGE).value("From", 100)).hasValue("Ann <ann@example.com>");
    assertThat(read(MESSAGE).value("Date", 100)).isEmpty();
    assertThat(read("A: x\u0000y\u001b[2J\r\n\r\n").value("a", 100)).hasValue("x?y?[2J");
    assertThat(read("A: " + "x".repeat(1000) + "\r\n\r\n").value("a", 10)).hasValue("x".repeat(9));
    assertThat(read("A:\r\n\r\n").value("a", 10)).hasValue("");
    assertThat(read("A: \u00c3\u00a9\u00ff\r\n\r\n").value("a", 10)).hasValue("\u00e9\ufffd");
  }

  @Test
  void aMessageMayHaveNoBodyOrNoHeader() throws IOException {
    assertThat(read("").end()).isEqualTo(End.END_OF_CONTENT);
    assertThat(read("").fields()).isEmpty();
    assertThat(read("A: b\r\n c\r\n").end()).isEqualTo(End.END_OF_CONTENT);
    assertThat(read("A: b\r\n c\r\n").fields()).containsExactly(new Field("A", 0, 10));
    assertThat(read("\r\nA: b\r\n").fields()).isEmpty();
    assertThat(read("\r\nA: b\r\n").size()).isEqualTo(2);
  }

  @Test
  void aLineThatIsNoFieldIsReportedAndSteppedOver() throws IOException {
    HeaderList header = read("A: 1\r\nno field here\r\n continued\r\nX-Weir-Spam: no\r\n\r\n");
    assertThat(header.fields()).extracting(Field::name).containsExactly("A", "X-Weir-Spam");
    assertThat(header.malformed()).hasValue(new Field("", 6, 33));
    assertThat(read(" A: 1\r\n\r\n").fields()).isEmpty();
    assertThat(read(" A: 1\r\n\r\n").malformed()).isPresent();
    assertThat(read(": 1\r\n\r\n").malformed()).isPresent();
    assertThat(read("A b: 1\r\n\r\n").malformed()).isPresent();
  }

  @Test
  void aLineOfBlanksDoesNotEndTheHeader() throws IOException {
    HeaderList header = read("A: 1\r\n \t\r\nB: 2\r\n\r\n");
    assertThat(header.fields()).extracting(Field::name).containsExactly("A", "B");
  }

  @Test
  void forgedNamesAreFoundInEverySpelling() throws IOException {
    HeaderList header =
        read("x-weir-spam: 1\r\nX-Weir-Spam : 2\r\nX-WEIR-SPAM\t:3\r\nX-Weir-Spam:\r\n 4\r\n\r\n");
    assertThat(header.count("X-Weir-Spam")).isEqualTo(4);
    assertThat(header.named("X-Weir-Spam"))
        .extracting(field -> header.value(field, 10))
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void hostile_070_hopsAreCountedToTheLast() throws IOException {
    assertThat(read("Received: x\r\n".repeat(150) + "\r\n").received()).isEqualTo(150);
  }

  @Test
  void readingStopsAtTheBoundOfOctets() throws IOException {
    String text = "A: 1\r\nB: 2\r\n" + "C: " + "x".repeat(50_000) + "\r\nD: 4\r\n\r\n";
    HeaderList header = HeaderList.read(content(text), new Bounds(10_000, 100));
    assertThat(header.end()).isEqualTo(End.BOUND);
    assertThat(header.fields()).extracting(Field::name).containsExactly("A", "B");
    assertThat(header.size()).isEqualTo(12);
    assertThat(HeaderList.read(content(text), new Bounds(100_000, 100)).end())
        .isEqualTo(End.EMPTY_LINE);
  }

  @Test
  void halfAFieldAtTheBoundIsNone() throws IOException {
    String text = "A: 1\r\nB: 2\r\n and more\r\nC: 3\r\n\r\n";
    assertThat(HeaderList.read(content(text), new Bounds(12, 9)).size()).isEqualTo(6);
    assertThat(HeaderList.read(content(text), new Bounds(13, 9)).size()).isEqualTo(6);
    assertThat(HeaderList.read(content(text), new Bounds(23, 9)).size()).isEqualTo(6);
    HeaderList header = HeaderList.read(content(text), new Bounds(24, 9));
    assertThat(header.fields()).containsExactly(new Field("A", 0, 6), new Field("B", 6, 23));
    assertThat(header.size()).isEqualTo(23);
  }

  @Test
  void readingStopsAtTheBoundOfFields() throws IOException {
    String text = "A: 1\r\n b\r\n".repeat(5) + "\r\n";
    assertThat(HeaderList.read(content(text), new Bounds(1000, 5)).end()).isEqualTo(End.EMPTY_LINE);
    HeaderList header = HeaderList.read(content(text), new Bounds(1000, 4));
    assertThat(header.end()).isEqualTo(End.BOUND);
    assertThat(header.fields()).hasSize(4);
    assertThat(header.size()).isEqualTo(40);
  }

  @Test
  void theWayOctetsArriveChangesNothing() throws IOException {
    Random random = new Random(70);
    String letters = "AB: \t\r\n\r\n\r\n\r\nReceived:x";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        int at = random.nextInt(letters.length());
        String piece =
            letters.substring(at, Math.min(letters.length(), at + 1 + random.nextInt(9)));
        text.append(piece.replaceAll("[\r\n]+", "\r\n"));
      }
      String message = text.toString().replaceAll("\r(?!\n)|(?<!\r)\n", "") + "\r\n";
      HeaderList whole = HeaderList.read(content(message), Bounds.USUAL);
      HeaderList pieces = HeaderList.read(trickling(message, random), Bounds.USUAL);
      assertThat(pieces.fields()).as(message).isEqualTo(whole.fields());
      assertThat(pieces.size()).isEqualTo(whole.size());
      assertThat(pieces.end()).isEqualTo(whole.end());
      checkAgainstLines(message, whole);
    }
  }

  /// The header as a reader would take it line by line.
  private static void checkAgainstLines(String message, HeaderList header) {
    int end = message.startsWith("\r\n") ? 0 : message.indexOf("\r\n\r\n") + 2;
    String block = end == 1 ? message : message.substring(0, end);
    List<String> names =
        List.of(block.split("\r\n(?![ \t])")).stream()
            .filter(field -> field.matches("(?s)[!-9;-~]+[ \t]*:.*"))
            .map(field -> field.substring(0, field.indexOf(':')).strip())
            .toList();
    assertThat(header.fields()).as(message).extracting(Field::name).isEqualTo(names);
    assertThat(header.end()).isEqualTo(end == 1 ? End.END_OF_CONTENT : End.EMPTY_LINE);
  }

  @Test
  void forgedFieldsAreCutOutWhole() throws IOException {
    HeaderList header = read(MESSAGE);
    Content clean =
        ContentWithout.of(
            content(MESSAGE),
            header.ranges(
                name -> name.equalsIgnoreCase("subject") || name.equalsIgnoreCase("X-Weir-Spam")));
    String expected =
        MESSAGE.replace("Subject: Hello\r\n  there,\r\n\tworld\r\nX-Weir-Spam: no\r\n", "");
    assertThat(written(clean)).isEqualTo(expected);
    assertThat(
            header.ranges(
                name -> name.equalsIgnoreCase("subject") || name.equalsIgnoreCase("X-Weir-Spam")))
        .hasSize(1);
    assertThat(header.ranges(_ -> false)).isEmpty();
  }

  private static HeaderList read(String message) throws IOException {
    return HeaderList.read(content(message), Bounds.USUAL);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(ISO_8859_1));
  }

  private static String written(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toString(ISO_8859_1);
  }

  private static Content trickling(String text, Random random) {
    return new Content() {
      @Override
      public long size() {
        return text.length();
      }

      @Override
      public boolean hasDotLines() {
        return false;
      }

      @Override
      public void writeTo(OutputStream out) {
        throw new UnsupportedOperationException();
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(3)));
          }
        };
      }
    };
  }
}
