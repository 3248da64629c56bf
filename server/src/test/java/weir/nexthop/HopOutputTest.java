package weir.nexthop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.smtp.BufferPool;

class HopOutputTest {

  private static final int BUFFER = BufferPool.SMALLEST;

  private final List<Integer> writes = new ArrayList<>();
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final OutputStream wire =
      new OutputStream() {
        @Override
        public void write(int octet) {
          octets.write(octet);
          writes.add(1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
          octets.write(source, offset, length);
          writes.add(length);
        }
      };
  private final BufferPool pool = new BufferPool(BUFFER, 1);

  @Test
  void manyCommandsLeaveInOneWrite() throws IOException {
    HopOutput out = new HopOutput(wire, pool);
    for (int i = 0; i < 100; i++) {
      out.text("RCPT TO:<user").text(Integer.toString(i)).text("@example.com>").endLine();
    }
    assertThat(writes).isEmpty();
    out.flush();
    assertThat(writes).hasSize(1);
    assertThat(octets.toString(UTF_8)).startsWith("RCPT TO:<user0@example.com>\r\n");
  }

  @Test
  void whatDoesNotFitFillsTheBufferFirst() throws IOException {
    HopOutput out = new HopOutput(wire, pool);
    out.write(new byte[10]);
    out.write(new byte[BUFFER + 5]);
    out.flush();

    assertThat(writes).containsExactly(BUFFER, 15);
  }

  @Test
  void aControlCharacterNeverLeaves() {
    HopOutput out = new HopOutput(wire, pool);

    for (String evil : List.of("a\r\nQUIT", "a\nb", "a\rb", "a\0b", "a\u007fb", "ü\r\nQUIT")) {
      assertThatThrownBy(() -> out.text(evil)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void addressesBeyondAsciiLeaveAsUtf8() throws IOException {
    HopOutput out = new HopOutput(wire, pool);
    out.text("<jürgen@example.com>").flush();

    assertThat(octets.toString(UTF_8)).isEqualTo("<jürgen@example.com>");
  }

  @Test
  void theBufferGoesBackOnceHoweverOftenItIsReleased() {
    HopOutput out = new HopOutput(wire, pool);
    out.release();
    out.release();

    assertThat(pool.leased()).isZero();
  }
}
