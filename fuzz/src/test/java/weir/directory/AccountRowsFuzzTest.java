package weir.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.fuzz.Scratch;

/// Accounts as comma-separated values, as a panel or a program writes them.
final class AccountRowsFuzzTest {
  private static final List<String> SEPARATORS = List.of(",", ";", "\t");

  @FuzzTest
  void whatIsReadIsKeptAndReadAgainAsTheSame(byte[] octets) throws IOException {
    if (octets.length > 4000) {
      return;
    }
    String text = new String(octets, UTF_8);
    if (!text.contains("\"") && !text.contains("\ufffd")) {
      isAsLinesAre(text);
    }
    try (Scratch scratch = Scratch.make()) {
      Kept.isSound(
          scratch,
          _ -> {
            ListingBuilder listing = new ListingBuilder(Optional.of("web1"));
            CsvRows.read(new ByteArrayInputStream(octets), listing);
            return listing.build();
          });
    }
  }

  /// Without quotes a record is a line, and its fields stand between separators.
  private static void isAsLinesAre(String text) throws IOException {
    String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
    String separator =
        SEPARATORS.stream()
            .filter(whole::contains)
            .min((one, other) -> Integer.compare(whole.indexOf(one), whole.indexOf(other)))
            .orElse(",");
    try (CsvReader csv = new CsvReader(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      int from = 0;
      for (List<String> fields = csv.next(); !fields.isEmpty(); fields = csv.next()) {
        int end = whole.indexOf('\n', from);
        String line = whole.substring(from, end);
        String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        assertThat(fields).isEqualTo(List.of(content.split(separator, -1)));
        from = end + 1;
      }
      assertThat(from).isEqualTo(whole.length());
    } catch (SourceFailed refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
