package weir.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.mail.ContentWithout.Range;

class ContentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a\n",
        "a\r",
        "a\r\nb",
        "a\rb\r\n",
        "a\nb\r\n",
        "\n",
        "\r",
        "\r\r\n",
        "\n\r\n",
        "a\r\n\n"
      })
  void onlyWholeLinesAreContent(String text) {
    assertThatThrownBy(() -> content(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dotLinesAreKnown() {
    assertThat(content("").hasDotLines()).isFalse();
    assertThat(content("a.\r\nb.\r\n").hasDotLines()).isFalse();
    assertThat(content(".\r\n").hasDotLines()).isTrue();
    assertThat(content("a\r\n.b\r\n").hasDotLines()).isTrue();
  }

  @Test
  void octetsPassUnchanged() throws IOException {
    Content content = content("a\r\n\u00ff\u0000\r\n");
    assertThat(content.size()).isEqualTo(7);
    assertThat(written(content)).isEqualTo("a\r\n\u00ff\u0000\r\n");
    assertThat(content.open().readAllBytes()).hasSize(7);
  }

  @Test
  void withoutRangesItIsTheContentItself() {
    Content content = content("a\r\n");
    assertThat(ContentWithout.of(content, List.of())).isSameAs(content);
  }

  @Test
  void impossibleRangesAreRefused() {
    Content content = content("a\r\nb\r\n");
    assertThatThrownBy(() -> new Range(3, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ContentWithout.of(content, List.of(new Range(3, 9))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ContentWithout.of(content, List.of(new Range(3, 6), new Range(0, 3))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ContentWithout.of(content, List.of(new Range(0, 6), new Range(3, 6))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyLinesCanBeLeftOutHoweverTheRestIsRead() throws IOException {
    Random random = new Random(822);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder whole = new StringBuilder();
      StringBuilder rest = new StringBuilder();
      List<Range> ranges = new ArrayList<>();
      boolean keptDots = false;
      for (int n = random.nextInt(8); n > 0; n--) {
        String line =
            (random.nextInt(5) == 0 ? "." : "") + "x".repeat(random.nextInt(6)) + n + "\r\n";
        if (random.nextInt(3) == 0) {
          ranges.add(new Range(whole.length(), whole.length() + line.length()));
        } else {
          rest.append(line);
          keptDots |= line.startsWith(".");
        }
        whole.append(line);
      }
      Content content = ContentWithout.of(inPieces(whole.toString(), random), ranges);
      assertThat(content.size()).isEqualTo(rest.length());
      assertThat(written(content)).isEqualTo(rest.toString());
      assertThat(readInPieces(content.open(), random)).isEqualTo(rest.toString());
      assertThat(content.hasDotLines() || !keptDots).isTrue();
    }
  }

  private static String readInPieces(InputStream stream, Random random) throws IOException {
    StringBuilder text = new StringBuilder();
    try (InputStream in = stream) {
      while (true) {
        byte[] piece = new byte[1 + random.nextInt(5)];
        int read = random.nextInt(4) == 0 ? single(in, piece) : in.read(piece);
        if (read < 0) {
          return text.toString();
        }
        text.append(new String(piece, 0, read, ISO_8859_1));
      }
    }
  }

  private static int single(InputStream in, byte[] piece) throws IOException {
    int octet = in.read();
    piece[0] = (byte) octet;
    return octet < 0 ? -1 : 1;
  }

  /// A content that writes itself in pieces of random size, single octets among them.
  private static Content inPieces(String text, Random random) {
    Content whole = content(text);
    return new Content() {
      @Override
      public long size() {
        return whole.size();
      }

      @Override
      public boolean hasDotLines() {
        return whole.hasDotLines();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        byte[] octets = text.getBytes(ISO_8859_1);
        int at = 0;
        while (at < octets.length) {
          int step = Math.min(octets.length - at, random.nextInt(8));
          if (step == 0) {
            out.write(octets[at++]);
          } else {
            out.write(octets, at, step);
            at += step;
          }
        }
      }

      @Override
      public InputStream open() throws IOException {
        return whole.open();
      }
    };
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(ISO_8859_1));
  }

  private static String written(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toString(ISO_8859_1);
  }
}
