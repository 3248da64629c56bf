package weir.fastcgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FastCgiTest {
  private static final String OK = "Content-type: text/plain\r\n\r\npool: shop\n";

  private static byte[] record(int type, String content, int padding) {
    byte[] text = content.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(8 + text.length + padding)
        .put((byte) 1)
        .put((byte) type)
        .putShort((short) 1)
        .putShort((short) text.length)
        .put((byte) padding)
        .put((byte) 0)
        .put(text)
        .array();
  }

  private static byte[] all(byte[]... records) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : records) {
      all.writeBytes(each);
    }
    return all.toByteArray();
  }

  private static FastCgiAnswer read(byte[] octets) {
    FastCgiAnswer answer = new FastCgiAnswer(100);
    answer.add(ByteBuffer.wrap(octets));
    return answer;
  }

  @Test
  void aRequestIsAsTheSpecificationHasIt() {
    assertThat(HexFormat.of().formatHex(FastCgiRequest.of(Map.of("AB", "c"))))
        .isEqualTo(
            "0101000100080000"
                + "0001000000000000"
                + "0104000100050000"
                + "0201414263"
                + "0104000100000000"
                + "0105000100000000");
    byte[] withLong = FastCgiRequest.of(Map.of("A", "x".repeat(200)));
    assertThat(HexFormat.of().formatHex(withLong, 24, 29)).isEqualTo("01800000c8");
  }

  @Test
  void anAnswerIsReadHoweverItIsCut() {
    byte[] octets = all(record(6, OK.substring(0, 30), 2), record(7, "a warning", 0));
    octets = all(octets, record(6, OK.substring(30), 0), record(3, "\0\0\0\0\0\0\0\0", 0));
    FastCgiAnswer byOne = new FastCgiAnswer(100);
    for (byte octet : octets) {
      assertThat(byOne.isOver()).isFalse();
      byOne.add(ByteBuffer.wrap(new byte[] {octet}));
    }
    assertThat(byOne.isOver()).isTrue();
    assertThat(byOne.body()).contains("pool: shop\n");
    assertThat(read(octets).body()).contains("pool: shop\n");
  }

  @Test
  void whatIsNoAnswerIsNone() {
    byte[] end = record(3, "\0\0\0\0\0\0\0\0", 0);
    assertThat(read(record(6, OK, 0)).body()).as("not ended").isEmpty();
    assertThat(read(all(record(6, "Status: 404 Not Found\r\n\r\nno\n", 0), end)).body()).isEmpty();
    assertThat(read("HTTP/1.1 400 no\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).isOver())
        .isTrue();
    FastCgiAnswer tooLong = read(all(record(6, OK + "x".repeat(100), 0), end));
    assertThat(tooLong.isOver()).isTrue();
    assertThat(tooLong.body()).isEmpty();
  }
}
