package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileHeadTest {
  private static final byte[] LOG = octets("Nov 29 01:00:00 mail1 postfix/qmgr[1]: x\n".repeat(50));

  @Test
  void aLogThatGrewIsTheSame() {
    FileHead early = FileHead.of(octets("Nov 29 01:00:00 mail1"));
    assertThat(early.isOf(LOG)).isTrue();
    assertThat(FileHead.of(LOG).length()).isEqualTo(FileHead.MOST);
  }

  @Test
  void aLogThatBeginsOtherwiseIsAnother() {
    assertThat(FileHead.of(octets("Nov 28 01:00:00")).isOf(LOG)).isFalse();
  }

  @Test
  void aLogThatIsShorterThanItsHeadIsAnother() {
    assertThat(FileHead.of(LOG).isOf(octets("Nov 29 01:00:00 mail1"))).isFalse();
  }

  @Test
  void nothingIsKnownByAnEmptyHead() {
    assertThat(FileHead.EMPTY.isOf(LOG)).isFalse();
    assertThat(FileHead.EMPTY.isOf(new byte[0])).isFalse();
  }

  @Test
  void aStreamIsReadNoFurtherThanItsHead() throws IOException {
    ByteArrayInputStream stream = new ByteArrayInputStream(LOG);
    assertThat(FileHead.of(stream)).isEqualTo(FileHead.of(LOG));
    assertThat(stream.available()).isEqualTo(LOG.length - FileHead.MOST);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
