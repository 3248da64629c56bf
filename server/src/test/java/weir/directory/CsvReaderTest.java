package weir.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

  private static List<List<String>> read(byte[] octets) throws IOException, SourceFailed {
    List<List<String>> records = new ArrayList<>();
    try (CsvReader csv = new CsvReader(new ByteArrayInputStream(octets))) {
      for (List<String> one = csv.next(); !one.isEmpty(); one = csv.next()) {
        records.add(List.copyOf(one));
      }
    }
    return records;
  }

  private static List<List<String>> read(String text) throws IOException, SourceFailed {
    return read(text.getBytes(UTF_8));
  }

  @Test
  void fieldsAreAsRfc4180SaysThem() throws Exception {
    assertThat(read("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\n,\n\"two\nlines\",z\n"))
        .containsExactly(
            List.of("a", "b"),
            List.of("x, y", "say \"hi\""),
            List.of("", ""),
            List.of("two\nlines", "z"));
  }

  @Test
  void theFirstLineHasTheSeparator() throws Exception {
    assertThat(read("a;b\n1,5;2\n")).containsExactly(List.of("a", "b"), List.of("1,5", "2"));
    assertThat(read("a\tb\nx;y\tz\n")).containsExactly(List.of("a", "b"), List.of("x;y", "z"));
  }

  @Test
  void aMarkOfByteOrderIsNoPartOfTheFirstName() throws Exception {
    assertThat(read("\ufeffa,b\n")).containsExactly(List.of("a", "b"));
    assertThat(read("")).isEmpty();
  }

  @Test
  void whatIsHalfWrittenIsNotRead() {
    for (String torn : List.of("a,b\nx", "a,b\nx,", "a,b\n\"x", "a,b\n\"x\"", "a,b\nx,y", "a")) {
      assertThatThrownBy(() -> read(torn)).as(torn).hasMessageContaining("half-written?");
    }
  }

  @Test
  void whatIsNoTextIsToldWithItsLine() {
    assertThatThrownBy(() -> read("a,b\nM\u00fcller,x\n".getBytes(ISO_8859_1)))
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> read("a\nb\u0000c\n")).hasMessageContaining("line 2: a NUL");
    assertThatThrownBy(() -> read("a\n\"x\"y\n")).hasMessageContaining("behind a quote");
    assertThatThrownBy(() -> read("a\nx\"y\n")).hasMessageContaining("a quote within");
    assertThatThrownBy(() -> read("a\n" + "x".repeat(10_000) + "\n"))
        .hasMessageContaining("a field of more than");
    assertThatThrownBy(() -> read(",".repeat(200) + "\n")).hasMessageContaining("fields");
  }

  @Test
  void linesAreCountedThroughQuotes() throws Exception {
    try (CsvReader csv =
        new CsvReader(new ByteArrayInputStream("a\n\"1\n2\"\nb\n".getBytes(UTF_8)))) {
      csv.next();
      csv.next();
      assertThat(csv.line()).isEqualTo(2);
      csv.next();
      assertThat(csv.line()).isEqualTo(4);
    }
  }
}
