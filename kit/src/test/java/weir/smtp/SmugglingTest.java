package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.smtp.DotReaderTest.Taken;
import weir.smtp.MessageLimits.BareLineEnds;

/// No sequence but CRLF.CRLF ends a message, so that nobody can hide a second one in the first
/// (SMTP smuggling).
class SmugglingTest {

  private static final String SMUGGLED = "MAIL FROM:<evil@b.example>\r\n";

  /// @param sequence the octets that some server took for the end of data
  record Row(String sequence, boolean ends) {}

  static List<Row> rows() throws IOException {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    SmugglingTest.class.getResourceAsStream("smuggling_sequences.tsv")),
                StandardCharsets.UTF_8))) {
      return table.lines().skip(1).map(SmugglingTest::row).toList();
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    String sequence = cells[0].replace("\\r", "\r").replace("\\n", "\n").replace("\\x00", "\0");
    return new Row(sequence, cells[2].startsWith("yes"));
  }

  @Test
  void theTableIsRead() throws IOException {
    assertThat(rows()).hasSize(12).filteredOn(Row::ends).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hostile_001_to_005_only_crlf_dot_crlf_ends_data(Row row) throws IOException {
    for (BareLineEnds bare : BareLineEnds.values()) {
      MessageLimits limits = new MessageLimits(10_000, 10_000, bare);
      byte[] wire = Chunks.latin1("body" + row.sequence() + SMUGGLED + "\r\n.\r\nNOOP\r\n");
      for (int first = 1; first < wire.length; first++) {
        check(row, Taken.of(Chunks.split(wire, first), limits), bare);
      }
      check(row, Taken.of(new Chunks(wire, () -> 1), limits), bare);
    }
  }

  private static void check(Row row, Taken taken, BareLineEnds bare) {
    if (row.ends()) {
      assertThat(taken.read()).isInstanceOf(MessageRead.Ended.class);
      assertThat(taken.text()).isEqualTo("body\r\n");
      assertThat(taken.rest()).startsWith(SMUGGLED);
      return;
    }
    assertThat(taken.rest()).isEqualTo("NOOP\r\n");
    boolean onlyNul = row.sequence().indexOf(0) >= 0;
    if (bare == BareLineEnds.REFUSE && !onlyNul) {
      assertThat(taken.read()).isInstanceOf(MessageRead.BareLineEnd.class);
    } else {
      assertThat(taken.read()).isInstanceOf(MessageRead.Ended.class);
      assertThat(taken.read().shape().nul()).isEqualTo(onlyNul);
      assertThat(taken.text()).contains(SMUGGLED);
      assertThat(taken.text().replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }
  }
}
