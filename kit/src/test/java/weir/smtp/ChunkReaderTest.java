package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.smtp.MessageLimits.BareLineEnds;

class ChunkReaderTest {

  private static final MessageLimits STRICT = MessageLimits.strict(1 << 20, 1 << 20);
  private static final MessageLimits NORMALISE =
      new MessageLimits(1 << 20, 1 << 20, BareLineEnds.NORMALISE);

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final MessageSink sink =
      (octets, offset, length) -> {
        content.write(octets, offset, length);
        return true;
      };

  @Test
  void hostile_022_a_dot_in_a_chunk_is_a_dot() throws IOException {
    String text = "Subject: a\r\n\r\n.\r\n..\r\n.b\r\n";
    MessageRead read = new ChunkReader(sink, STRICT).read(lines(text), text.length(), true);
    assertThat(text()).isEqualTo(text);
    assertThat(read)
        .isEqualTo(new MessageRead.Ended(new MessageShape(text.length(), 10, 3, false, false, 0)));
  }

  @Test
  void whatStandsBehindAChunkIsTheNextCommand() throws IOException {
    LineReader lines = lines("abc\r\nQUIT\r\n");
    new ChunkReader(sink, STRICT).read(lines, 5, false);
    assertThat(text()).isEqualTo("abc\r\n");
    assertThat(lines.next(512)).hasToString("QUIT");
  }

  @Test
  void hostile_022_an_empty_last_chunk_ends_what_came_before() throws IOException {
    ChunkReader chunks = new ChunkReader(sink, STRICT);
    LineReader lines = lines("abc\r\n");
    chunks.read(lines, 5, false);
    assertThat(chunks.read(lines, 0, true)).isInstanceOf(MessageRead.Ended.class);
    assertThat(text()).isEqualTo("abc\r\n");
  }

  @Test
  void anEmptyMessageStaysEmpty() throws IOException {
    assertThat(new ChunkReader(sink, STRICT).read(lines(""), 0, true))
        .isEqualTo(new MessageRead.Ended(new MessageShape(0, 0, 0, false, false, 0)));
    assertThat(text()).isEmpty();
  }

  @Test
  void aLastLineWithoutAnEndGetsOne() throws IOException {
    new ChunkReader(sink, STRICT).read(lines("a\r\nb"), 4, true);
    assertThat(text()).isEqualTo("a\r\nb\r\n");
  }

  @Test
  void aLineEndMayBeCutByTheBorderOfAChunk() throws IOException {
    ChunkReader chunks = new ChunkReader(sink, STRICT);
    LineReader lines = lines("a\r\nb\r\n");
    chunks.read(lines, 2, false);
    assertThat(chunks.read(lines, 4, true)).isInstanceOf(MessageRead.Ended.class);
    assertThat(text()).isEqualTo("a\r\nb\r\n");
  }

  @Test
  void aCrAtTheEndOfTheLastChunkIsBare() throws IOException {
    assertThat(new ChunkReader(sink, STRICT).read(lines("a\r"), 2, true))
        .isInstanceOfSatisfying(
            MessageRead.BareLineEnd.class,
            bare -> {
              assertThat(bare.kind()).isEqualTo(Bare.CR);
              assertThat(bare.offset()).isEqualTo(1);
            });
  }

  @Test
  void anOffenceInAnEarlierChunkIsNotForgotten() throws IOException {
    ChunkReader chunks = new ChunkReader(sink, STRICT);
    LineReader lines = lines("a\nb\r\n");
    chunks.read(lines, 2, false);
    assertThat(chunks.read(lines, 3, true))
        .isInstanceOfSatisfying(
            MessageRead.BareLineEnd.class, bare -> assertThat(bare.offset()).isEqualTo(1));
  }

  @Test
  void hostile_024_a_chunk_beyond_the_limit_is_read_off_only_so_far() throws IOException {
    Chunks source = new Chunks(Chunks.latin1("x".repeat(1_000_000)), () -> 1000);
    MessageRead read =
        new ChunkReader(sink, MessageLimits.strict(5000, 20_000))
            .read(Chunks.reader(source), Long.MAX_VALUE, true);
    assertThat(read)
        .isInstanceOfSatisfying(MessageRead.TooBig.class, big -> assertThat(big.ended()).isFalse());
    assertThat(source.unread().length).isGreaterThan(950_000);
    assertThat(content.size()).isLessThanOrEqualTo(5000);
  }

  @Test
  void aMessageOfTheLimitFitsAndOneOctetMoreDoesNot() throws IOException {
    MessageLimits ten = MessageLimits.strict(10, 100);
    assertThat(new ChunkReader(sink, ten).read(lines("12345678\r\n"), 10, true))
        .isInstanceOf(MessageRead.Ended.class);
    assertThat(new ChunkReader(sink, ten).read(lines("123456789\r\n"), 11, true))
        .isInstanceOfSatisfying(MessageRead.TooBig.class, big -> assertThat(big.ended()).isTrue());
  }

  @Test
  void aConnectionLostIsNoMessage() throws IOException {
    assertThat(new ChunkReader(sink, STRICT).read(lines("abc"), 4, true))
        .isInstanceOf(MessageRead.Lost.class);
  }

  @Test
  void itAgreesWithSearchingAndReplacingHoweverItIsCut() throws IOException {
    for (int seed = 0; seed < 4000; seed++) {
      Random random = new Random(seed);
      String wire = RandomWire.text(random, random.nextInt(40));
      compare(seed, wire, random, STRICT);
      compare(seed, wire, random, NORMALISE);
    }
  }

  private void compare(int seed, String wire, Random random, MessageLimits limits)
      throws IOException {
    content.reset();
    int most = 1 + random.nextInt(random.nextBoolean() ? 4 : 600);
    LineReader lines =
        Chunks.reader(
            new Chunks(
                Chunks.latin1(wire + "NOOP\r\n"),
                () -> 1 + random.nextInt(most),
                random::nextBoolean));
    ChunkReader chunks = new ChunkReader(sink, limits);
    int left = wire.length();
    MessageRead read;
    do {
      int octets = random.nextInt(left + 1);
      left -= octets;
      boolean last = left == 0 && random.nextBoolean();
      read = chunks.read(lines, octets, last);
      if (last) {
        break;
      }
    } while (true);
    int bare = wire.replace("\r\n", "x").replaceAll("[^\r\n]", "").length();
    String whole = wire.replaceAll("\r(?!\n)", " ").replaceAll("(?<!\r)\n", "\r\n");
    String ended = whole.isEmpty() || whole.endsWith("\r\n") ? whole : whole + "\r\n";
    if (bare > 0 && limits == STRICT) {
      assertThat(read).as("seed %d", seed).isInstanceOf(MessageRead.BareLineEnd.class);
    } else {
      assertThat(text()).as("seed %d", seed).isEqualTo(ended);
      assertThat(read.shape().dotLines())
          .as("seed %d", seed)
          .isEqualTo(ended.lines().filter(line -> line.startsWith(".")).count());
      assertThat(read.shape().octets()).as("seed %d", seed).isEqualTo(ended.length());
      assertThat(read.shape().bareLineEnds()).as("seed %d", seed).isEqualTo(bare);
    }
    assertThat(lines.next(512)).as("seed %d", seed).hasToString("NOOP");
  }

  private static LineReader lines(String wire) {
    return Chunks.reader(Chunks.single(wire));
  }

  private String text() {
    return Chunks.latin1(content.toByteArray());
  }
}
