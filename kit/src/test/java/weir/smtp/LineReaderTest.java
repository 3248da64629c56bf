package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static final int LIMIT = LineReader.COMMAND_LINE;

  @Test
  void aLineIsWhatStandsBeforeItsCrLf() throws IOException {
    LineReader reader = Chunks.reader(Chunks.whole("EHLO a\r\n\r\nQUIT\r\n"));
    assertThat(line(reader)).isEqualTo("EHLO a");
    assertThat(line(reader)).isEmpty();
    assertThat(line(reader)).isEqualTo("QUIT");
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.EndOfStream(0));
  }

  @Test
  void howTheOctetsArriveMakesNoDifference() throws IOException {
    String text =
        "EHLO a\r\nb\nc\rd\r\n\r\nx\u0000y\r\n"
            + "L".repeat(600)
            + "\r\n"
            + "M".repeat(510)
            + "\r\n"
            + "N".repeat(700)
            + "\nrest\r\nNOOP\r\n\n\r\nQUIT\r\nleft";
    List<String> expected = all(Chunks.whole(text));
    assertThat(expected)
        .containsExactly(
            "EHLO a",
            "BareLineEnd[kind=LF]",
            "",
            "Nul[]",
            "TooLong[octets=602, ended=true]",
            "M".repeat(510),
            "TooLong[octets=701, ended=true]",
            "NOOP",
            "BareLineEnd[kind=LF]",
            "QUIT",
            "EndOfStream[unfinished=4]");
    byte[] octets = Chunks.latin1(text);
    assertThat(all(Chunks.single(text))).isEqualTo(expected);
    for (int first = 1; first < octets.length; first++) {
      assertThat(all(Chunks.split(octets, first))).isEqualTo(expected);
    }
    Random random = new Random(2);
    for (int round = 0; round < 500; round++) {
      assertThat(all(new Chunks(octets, () -> random.nextInt(1, 700), random::nextBoolean)))
          .isEqualTo(expected);
    }
  }

  @Test
  void aBareLfIsReportedBeforeTheLineEnds() throws IOException {
    LineReader reader = Chunks.reader(Chunks.whole("HELO x\nMAIL FROM:<a@b.example>\r\nQUIT\r\n"));
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.BareLineEnd(Bare.LF));
    assertThat(line(reader)).as("the rest of the broken line is never a command").isEqualTo("QUIT");
  }

  @Test
  void aPeerThatOnlyKnowsLfIsToldSoEachTime() throws IOException {
    LineReader reader = Chunks.reader(Chunks.single("HELO x\nNOOP\nQUIT\n"));
    for (int i = 0; i < 3; i++) {
      assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.BareLineEnd(Bare.LF));
    }
    assertThat(reader.next(LIMIT)).isInstanceOf(LineRead.EndOfStream.class);
  }

  @Test
  void aBareCrIsReported() throws IOException {
    LineReader reader = Chunks.reader(Chunks.whole("NOOP\rQUIT\r\nRSET\r\r\nNOOP\r\n"));
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.BareLineEnd(Bare.CR));
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.BareLineEnd(Bare.CR));
    assertThat(line(reader)).isEqualTo("NOOP");
  }

  @Test
  void hostile_006_a_nul_in_a_command() throws IOException {
    LineReader reader = Chunks.reader(Chunks.whole("NO\u0000OP\r\nNOOP\r\n"));
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.Nul());
    assertThat(line(reader)).isEqualTo("NOOP");
  }

  @Test
  void theLimitCountsTheCrLf() throws IOException {
    String fits = "A".repeat(LIMIT - 2);
    LineReader reader = Chunks.reader(Chunks.whole(fits + "\r\n" + fits + "A\r\nNOOP\r\n"));
    assertThat(line(reader)).isEqualTo(fits);
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.TooLong(LIMIT + 1, true));
    assertThat(line(reader)).isEqualTo("NOOP");
  }

  @Test
  void theLimitIsOfEachCall() throws IOException {
    String response = "Q".repeat(12_288);
    LineReader reader = Chunks.reader(Chunks.whole(response + "\r\nNOOP\r\n"));
    assertThat(reader.next(LineReader.AUTH_LINE)).hasToString(response);
    assertThat(line(reader)).isEqualTo("NOOP");
    assertThatThrownBy(() -> reader.next(BufferPool.SMALLEST + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostile_017_a_line_that_never_ends() throws IOException {
    BufferPool pool = Chunks.pool();
    ByteSource endless =
        (buffer, offset, length) -> {
          Arrays.fill(buffer, offset, offset + length, (byte) 'A');
          return length;
        };
    LineReader reader = new LineReader(endless, pool);
    assertThat(reader.next(LIMIT))
        .isInstanceOfSatisfying(
            LineRead.TooLong.class,
            tooLong -> {
              assertThat(tooLong.ended()).isFalse();
              assertThat(tooLong.octets())
                  .isBetween(LineReader.READ_OFF, LineReader.READ_OFF + pool.size());
            });
    assertThat(pool.leased()).isLessThanOrEqualTo(1);
    reader.discard();
    assertThat(pool.leased()).isZero();
  }

  @Test
  void hostile_010_commands_behind_the_end_of_data_stay() throws IOException {
    LineReader reader =
        Chunks.reader(Chunks.whole("DATA\r\nbody\r\n.\r\nMAIL FROM:<>\r\nQUIT\r\n"));
    assertThat(line(reader)).isEqualTo("DATA");
    DotReader.read(reader, (octets, offset, length) -> true, MessageLimits.strict(100, 100));
    assertThat(reader.buffered()).isEqualTo("MAIL FROM:<>\r\nQUIT\r\n".length());
    assertThat(line(reader)).isEqualTo("MAIL FROM:<>");
    assertThat(line(reader)).isEqualTo("QUIT");
  }

  @Test
  void hostile_011_pipelining_is_visible() throws IOException {
    LineReader reader = Chunks.reader(Chunks.whole("EHLO a\r\nMAIL FROM:<>\r\n"));
    assertThat(reader.await()).isTrue();
    assertThat(line(reader)).isEqualTo("EHLO a");
    assertThat(reader.buffered()).isEqualTo(14);
    line(reader);
    assertThat(reader.buffered()).isZero();
    assertThat(reader.await()).isFalse();
  }

  @Test
  void hostile_012_commands_injected_behind_starttls() throws IOException {
    LineReader reader =
        Chunks.reader(Chunks.whole("STARTTLS\r\nMAIL FROM:<evil@b.example>\r\nRCPT"));
    assertThat(line(reader)).isEqualTo("STARTTLS");
    assertThat(reader.discard()).isEqualTo(32);
    assertThat(reader.discard()).isZero();
    assertThat(reader.next(LIMIT)).isEqualTo(new LineRead.EndOfStream(0));
  }

  @Test
  void aReaderThatWaitsHoldsNoLargeBuffer() throws IOException {
    BufferPool pool = Chunks.pool();
    List<Integer> leasedWhileWaiting = new ArrayList<>();
    byte[] wire =
        Chunks.latin1("DATA\r\n" + "x".repeat(70) + "\r\n".repeat(20_000) + ".\r\nQUIT\r\n");
    LineReader reader = new LineReader(new Bursts(wire, 20_000, pool, leasedWhileWaiting), pool);
    assertThat(line(reader)).isEqualTo("DATA");
    MessageRead read =
        DotReader.read(reader, (octets, offset, length) -> true, MessageLimits.strict(1 << 20, 0));
    assertThat(read).isInstanceOf(MessageRead.Ended.class);
    assertThat(line(reader)).isEqualTo("QUIT");
    assertThat(leasedWhileWaiting).hasSizeGreaterThan(2).containsOnly(0);
    reader.release();
    assertThat(pool.leased()).isZero();
  }

  /// A source that knows what is here: octets come in bursts, and each wait notes how many buffers
  /// are leased.
  private static final class Bursts implements ByteSource {
    private final byte[] octets;
    private final int burst;
    private final BufferPool pool;
    private final List<Integer> leased;
    private int position;
    private int here;

    Bursts(byte[] octets, int burst, BufferPool pool, List<Integer> leased) {
      this.octets = octets;
      this.burst = burst;
      this.pool = pool;
      this.leased = leased;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (here == 0) {
        leased.add(pool.leased());
        assertThat(length).isLessThanOrEqualTo(512);
        here = Math.min(burst, octets.length - position);
      }
      return here == 0 ? -1 : readNow(buffer, offset, length);
    }

    @Override
    public int readNow(byte[] buffer, int offset, int length) {
      int n = Math.min(length, here);
      System.arraycopy(octets, position, buffer, offset, n);
      position += n;
      here -= n;
      return n;
    }
  }

  private static String line(LineReader reader) throws IOException {
    LineRead read = reader.next(LIMIT);
    assertThat(read).isInstanceOf(LineRead.Line.class);
    return read.toString();
  }

  private static List<String> all(ByteSource source) throws IOException {
    BufferPool pool = Chunks.pool();
    LineReader reader = new LineReader(source, pool);
    List<String> seen = new ArrayList<>();
    LineRead read;
    do {
      read = reader.next(LIMIT);
      seen.add(read.toString());
    } while (!(read instanceof LineRead.EndOfStream));
    assertThat(pool.leased()).isZero();
    return seen;
  }
}
