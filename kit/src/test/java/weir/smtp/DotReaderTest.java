package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.smtp.MessageLimits.BareLineEnds;

class DotReaderTest {

  private static final MessageLimits STRICT = MessageLimits.strict(1 << 20, 1 << 20);
  private static final MessageLimits NORMALISE =
      new MessageLimits(1 << 20, 1 << 20, BareLineEnds.NORMALISE);

  @Test
  void aMessageIsWhatStandsBeforeTheDot() throws IOException {
    Taken taken = Taken.of("Subject: a\r\n\r\nbody\r\n.\r\n", STRICT);
    assertThat(taken.text()).isEqualTo("Subject: a\r\n\r\nbody\r\n");
    assertThat(taken.read())
        .isEqualTo(new MessageRead.Ended(new MessageShape(20, 10, 0, false, false, 0)));
  }

  @Test
  void anEmptyMessageIsADot() throws IOException {
    Taken taken = Taken.of(".\r\n", STRICT);
    assertThat(taken.text()).isEmpty();
    assertThat(taken.read()).isInstanceOf(MessageRead.Ended.class);
  }

  @Test
  void hostile_007_stuffed_dots_whatever_the_chunking() throws IOException {
    String wire = "..\r\n.a\r\n...b\r\n\r\n..\r\n. \r\nc.\r\n.\r\nQUIT\r\n";
    String content = ".\r\na\r\n..b\r\n\r\n.\r\n \r\nc.\r\n";
    byte[] octets = Chunks.latin1(wire);
    for (int first = 1; first < octets.length; first++) {
      Taken taken = Taken.of(Chunks.split(octets, first), STRICT);
      assertThat(taken.text()).isEqualTo(content);
      assertThat(taken.read().shape().dotLines()).isEqualTo(3);
      assertThat(taken.rest()).isEqualTo("QUIT\r\n");
    }
    assertThat(Taken.of(Chunks.single(wire), STRICT).text()).isEqualTo(content);
  }

  @Test
  void whatWasSeenIsReported() throws IOException {
    MessageShape shape =
        Taken.of("a\u0000\r\n\u00e9" + "b".repeat(999) + "\r\n.\r\n", STRICT).read().shape();
    assertThat(shape).isEqualTo(new MessageShape(1006, 1000, 0, true, true, 0));
    assertThat(Taken.of("a\tb\u0001\r\n.\r\n\u00e9\u0000", STRICT).read().shape())
        .isEqualTo(new MessageShape(6, 4, 0, false, false, 0));
  }

  @Test
  void aLineAcrossManyBuffersIsMeasuredWhole() throws IOException {
    String wire = ".." + "x".repeat(100_000) + "\r\n.\r\n";
    Taken taken = Taken.of(wire, STRICT);
    assertThat(taken.read().shape())
        .isEqualTo(new MessageShape(100_003, 100_001, 1, false, false, 0));
    assertThat(taken.largestSlice()).isGreaterThan(16_000);
  }

  @Test
  void theFirstBareLineEndIsReportedWithItsPlace() throws IOException {
    assertThat(Taken.of("ab\r\nc\nd\re\r\n.\r\n", STRICT).read())
        .isInstanceOfSatisfying(
            MessageRead.BareLineEnd.class,
            bare -> {
              assertThat(bare.kind()).isEqualTo(Bare.LF);
              assertThat(bare.offset()).isEqualTo(5);
              assertThat(bare.ended()).isTrue();
              assertThat(bare.shape().bareLineEnds()).isEqualTo(2);
            });
  }

  @Test
  void nothingReachesTheSinkBehindABareLineEnd() throws IOException {
    Taken taken = Taken.of(Chunks.single("ab\r\nc\nsecret\r\n.\r\nNOOP\r\n"), STRICT);
    assertThat(taken.text()).isEqualTo("ab\r\nc");
    assertThat(taken.rest()).isEqualTo("NOOP\r\n");
  }

  @Test
  void afterABareLineEndReadingStopsAtTheExcess() throws IOException {
    String wire = "a\n" + "x".repeat(100) + "\r\n.\r\n";
    assertThat(Taken.of(wire, MessageLimits.strict(1000, 106)).read())
        .isInstanceOfSatisfying(
            MessageRead.BareLineEnd.class, bare -> assertThat(bare.ended()).isTrue());
    assertThat(Taken.of(wire, MessageLimits.strict(1000, 105)).read())
        .isInstanceOfSatisfying(
            MessageRead.BareLineEnd.class, bare -> assertThat(bare.ended()).isFalse());
  }

  @Test
  void aMessageOfTheLimitFits() throws IOException {
    String wire = "12345678\r\n.\r\n";
    assertThat(Taken.of(wire, MessageLimits.strict(10, 0)).read())
        .isInstanceOf(MessageRead.Ended.class);
    Taken taken = Taken.of(wire, MessageLimits.strict(9, 1));
    assertThat(taken.read())
        .isEqualTo(new MessageRead.TooBig(true, new MessageShape(10, 8, 0, false, false, 0)));
  }

  @Test
  void aTooBigMessageIsReadOffOnlyToTheExcess() throws IOException {
    String wire = "1234567890".repeat(100_000) + "\r\n.\r\n";
    byte[] octets = Chunks.latin1(wire);
    Chunks source = new Chunks(octets, () -> 1000);
    Taken taken = Taken.of(source, MessageLimits.strict(5000, 20_000));
    assertThat(taken.read())
        .isInstanceOfSatisfying(MessageRead.TooBig.class, big -> assertThat(big.ended()).isFalse());
    assertThat(source.unread().length).isGreaterThan(octets.length - 50_000);
    assertThat(taken.text().length()).isLessThanOrEqualTo(5000);
  }

  @Test
  void aBareLineEndWeighsMoreThanSize() throws IOException {
    assertThat(Taken.of("123456\r\na\nb\r\n.\r\n", MessageLimits.strict(5, 100)).read())
        .isInstanceOf(MessageRead.BareLineEnd.class);
  }

  @Test
  void aSinkThatWantsNoMoreIsNotAskedAgain() throws IOException {
    int[] asked = new int[1];
    LineReader reader = Chunks.reader(Chunks.single("abc\r\n.\r\nNOOP\r\n"));
    MessageRead read = DotReader.read(reader, (octets, offset, length) -> ++asked[0] < 2, STRICT);
    assertThat(read)
        .isInstanceOfSatisfying(MessageRead.NotTaken.class, r -> assertThat(r.ended()).isTrue());
    assertThat(asked[0]).isEqualTo(2);
    assertThat(reader.next(512)).hasToString("NOOP");
  }

  @Test
  void aConnectionLostIsNoMessage() throws IOException {
    for (String wire : new String[] {"", "a", "a\r\n", "a\r\n.", "a\r\n.\r", "a\n.\n"}) {
      assertThat(Taken.of(wire, STRICT).read()).isInstanceOf(MessageRead.Lost.class);
    }
  }

  @Test
  void normalisedLineEndsAreCrLfAndNeverTheEnd() throws IOException {
    Taken taken = Taken.of("a\nb\rc\n.\n..d\n.\r\ne\r\n.\r\n", NORMALISE);
    assertThat(taken.text()).isEqualTo("a\r\nb c\r\n\r\n.d\r\n\r\ne\r\n");
    assertThat(taken.read())
        .isEqualTo(new MessageRead.Ended(new MessageShape(19, 3, 1, false, false, 5)));
  }

  @Test
  void hostile_028_quit_inside_data_is_text() throws IOException {
    Taken taken = Taken.of("QUIT\r\n.\r\nQUIT\r\n", STRICT);
    assertThat(taken.text()).isEqualTo("QUIT\r\n");
    assertThat(taken.rest()).isEqualTo("QUIT\r\n");
  }

  @Test
  void itAgreesWithANaiveReaderOnRandomInput() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 3000; round++) {
      String wire = RandomWire.text(random, 1 + random.nextInt(40));
      compare(wire, random, STRICT);
      compare(wire, random, NORMALISE);
    }
  }

  @Test
  void itAgreesWithANaiveReaderOnLargeInput() throws IOException {
    Random random = new Random(4);
    for (int round = 0; round < 8; round++) {
      String wire = RandomWire.lines(random, 2000) + ".\r\nNOOP\r\n";
      compare(wire, random, STRICT);
      compare(wire, random, NORMALISE);
    }
  }

  private static void compare(String wire, Random random, MessageLimits limits) throws IOException {
    NaiveDots naive = NaiveDots.read(wire);
    int most = 1 + random.nextInt(random.nextBoolean() ? 4 : 3000);
    Chunks source =
        new Chunks(Chunks.latin1(wire), () -> 1 + random.nextInt(most), random::nextBoolean);
    Taken taken = Taken.of(source, limits);
    assertThat(taken.rest())
        .isEqualTo(naive.consumed() < 0 ? "" : wire.substring(naive.consumed()));
    boolean refused = limits == STRICT && naive.bareLineEnds() > 0;
    if (naive.consumed() < 0) {
      assertThat(taken.read()).isInstanceOf(MessageRead.Lost.class);
    } else if (refused) {
      assertThat(taken.read())
          .isEqualTo(
              new MessageRead.BareLineEnd(
                  naive.first(), naive.firstAt(), true, taken.read().shape()));
      assertThat(taken.read().shape().bareLineEnds()).isEqualTo(naive.bareLineEnds());
    } else {
      assertThat(taken.read()).isEqualTo(new MessageRead.Ended(naive.normalised()));
      assertThat(taken.text()).isEqualTo(naive.content());
    }
  }

  /// A message that was read, and what was left behind it.
  record Taken(MessageRead read, String text, String rest, int largestSlice) {

    static Taken of(String wire, MessageLimits limits) throws IOException {
      return of(Chunks.whole(wire), limits);
    }

    static Taken of(Chunks source, MessageLimits limits) throws IOException {
      BufferPool pool = Chunks.pool();
      LineReader reader = new LineReader(source, pool);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      int[] largest = new int[1];
      MessageSink sink =
          (octets, offset, length) -> {
            content.write(octets, offset, length);
            largest[0] = Math.max(largest[0], length);
            return true;
          };
      MessageRead read = DotReader.read(reader, sink, limits);
      Inbound left = reader.inbound();
      String rest =
          Chunks.latin1(left.octets).substring(left.position, left.end)
              + Chunks.latin1(source.unread());
      reader.discard();
      assertThat(pool.leased()).isZero();
      return new Taken(read, Chunks.latin1(content.toByteArray()), rest, largest[0]);
    }
  }
}
