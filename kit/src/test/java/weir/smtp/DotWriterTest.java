package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.mail.Content;
import weir.smtp.DotReaderTest.Taken;

class DotWriterTest {

  private final BufferPool pool = Chunks.pool();
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

  @Test
  void theEndIsADotOnALineOfItsOwn() throws IOException {
    send("Subject: a\r\n\r\nbody\r\n");
    assertThat(wire).hasToString("Subject: a\r\n\r\nbody\r\n.\r\n");
  }

  @Test
  void anEmptyMessageIsADot() throws IOException {
    send();
    assertThat(wire).hasToString(".\r\n");
  }

  @Test
  void linesThatBeginWithADotAreStuffed() throws IOException {
    send(".\r\n..\r\na.\r\n.b\r\n");
    assertThat(wire).hasToString("..\r\n...\r\na.\r\n..b\r\n.\r\n");
  }

  @Test
  void howTheContentIsSlicedMakesNoDifference() throws IOException {
    String content = ".a\r\n\r\n..\r\nb\r\n.\r\n";
    for (int first = 0; first <= content.length(); first++) {
      wire.reset();
      send(content.substring(0, first), content.substring(first));
      assertThat(wire).hasToString("..a\r\n\r\n...\r\nb\r\n..\r\n.\r\n");
    }
    wire.reset();
    send(content.split("", -1));
    assertThat(wire).hasToString("..a\r\n\r\n...\r\nb\r\n..\r\n.\r\n");
  }

  @Test
  void whatWasWrittenIsReadBackAsItWas() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      String content =
          RandomWire.lines(random, random.nextInt(60)).replace("\n", "").replace("\r", "\r\n");
      wire.reset();
      try (DotWriter writer = new DotWriter(wire, pool)) {
        writer.write(Chunks.latin1("X: y\r\n"));
        writer.content(Content.of(Chunks.latin1(content)));
        writer.finish();
      }
      Taken taken = Taken.of(wire.toString() + "QUIT\r\n", MessageLimits.strict(1 << 20, 0));
      assertThat(taken.read()).isInstanceOf(MessageRead.Ended.class);
      assertThat(taken.text()).isEqualTo("X: y\r\n" + content);
      assertThat(taken.rest()).isEqualTo("QUIT\r\n");
    }
  }

  @Test
  void aSmallMessageIsOneWrite() throws IOException {
    List<Integer> writes = new ArrayList<>();
    try (DotWriter writer = new DotWriter(noting(writes), pool)) {
      writer.write(Chunks.latin1("Received: here\r\n"));
      writer.content(Content.of(Chunks.latin1("x".repeat(5000) + "\r\n")));
      writer.finish();
    }
    assertThat(writes).containsExactly(16 + 5002 + 3);
  }

  @Test
  void aLargeSliceIsNotCopied() throws IOException {
    List<Integer> writes = new ArrayList<>();
    try (DotWriter writer = new DotWriter(noting(writes), pool)) {
      writer.write(Chunks.latin1("Received: here\r\n"));
      writer.content(Content.of(Chunks.latin1("x".repeat(100_000) + "\r\n")));
      writer.finish();
    }
    assertThat(writes).containsExactly(16, 100_002, 3);
  }

  @Test
  void nothingEndsAMessageButFinish() throws IOException {
    try (DotWriter writer = new DotWriter(wire, pool)) {
      writer.write(Chunks.latin1("a\r\n"));
      writer.flush();
    }
    assertThat(wire).hasToString("a\r\n");
    assertThat(pool.leased()).isZero();
  }

  @Test
  void contentWithoutALineEndIsNotEnded() throws IOException {
    for (String text : new String[] {"a", "a\n", "a\r", "\n"}) {
      wire.reset();
      try (DotWriter writer = new DotWriter(wire, pool)) {
        writer.write(Chunks.latin1(text));
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
      }
      assertThat(wire.size()).isZero();
    }
  }

  @Test
  void aClosedWriterSendsNothing() throws IOException {
    DotWriter writer = new DotWriter(wire, pool);
    writer.close();
    writer.close();
    assertThatThrownBy(() -> writer.write('a')).isInstanceOf(IOException.class);
    assertThat(pool.leased()).isZero();
  }

  private void send(String... slices) throws IOException {
    try (DotWriter writer = new DotWriter(wire, pool)) {
      for (String slice : slices) {
        writer.write(Chunks.latin1(slice));
      }
      writer.finish();
    }
  }

  private static OutputStream noting(List<Integer> writes) {
    return new OutputStream() {
      @Override
      public void write(int octet) {
        writes.add(1);
      }

      @Override
      public void write(byte[] octets, int offset, int length) {
        writes.add(length);
      }
    };
  }
}
