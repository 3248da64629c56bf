package weir.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import weir.fuzz.Pieces;

/// The replies of a next hop, read until something is none; each is read as an EHLO reply as well.
/// The first two octets seed the cuts of the network.
final class ReplyFuzzTest {

  private static final Pattern REPLY =
      Pattern.compile("(?:([2-5][0-9]{2})-[^\r\n\0]*\r\n)*([2-5][0-9]{2})(?: [^\r\n\0]*)?\r\n");

  @FuzzTest
  void aReplyIsReadWholeOrNotAtAll(byte[] octets) throws IOException {
    if (octets.length < 2 || octets.length > 8192) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(octets, 2, octets.length);
    List<Reply> replies = read(stream, 0);
    assertThat(read(stream, octets[0] << 8 | octets[1] & 0xff)).isEqualTo(replies);
    assertThat(replies.stream().map(Reply::code).toList())
        .isEqualTo(expected(stream).subList(0, replies.size()));
    for (Reply reply : replies) {
      passesOn(Reply.cleaned(reply));
      Extensions offered = Extensions.parse(reply);
      assertThat(offered).isEqualTo(OfferedLines.read(reply));
      offers(offered);
    }
  }

  private static List<Reply> read(byte[] stream, int seed) throws IOException {
    BufferPool pool = new BufferPool(BufferPool.SMALLEST, 1);
    ReplyReader reader = new ReplyReader(new LineReader(new Pieces(stream, seed)::read, pool));
    List<Reply> replies = new ArrayList<>();
    while (reader.read() instanceof ReplyRead.Got(Reply reply)) {
      assertThat(reply.lines()).hasSizeBetween(1, ReplyReader.MOST_LINES);
      replies.add(reply);
    }
    return replies;
  }

  /// The codes of the replies that stand at the beginning of the stream one behind the other.
  private static List<Integer> expected(byte[] stream) {
    var found = REPLY.matcher(new String(stream, ISO_8859_1));
    List<Integer> codes = new ArrayList<>();
    while (found.lookingAt()) {
      codes.add(Integer.valueOf(found.group(2)));
      found.region(found.end(), stream.length);
    }
    return codes;
  }

  /// What a client is told of it stays within a reply of its own, and is what it was.
  private static void passesOn(Reply cleaned) throws IOException {
    String wire = new String(cleaned.bytes(), ISO_8859_1);
    assertThat(wire).matches("(?:[2-5][0-9]{2}[ -][ -~]{0,500}\r\n){1,5}");
    ReplyReader reader =
        new ReplyReader(
            new LineReader(
                new Pieces(cleaned.bytes(), 0)::read, new BufferPool(BufferPool.SMALLEST, 1)));
    assertThat(reader.read())
        .isInstanceOfSatisfying(
            ReplyRead.Got.class,
            got -> {
              assertThat(got.reply().code()).isEqualTo(cleaned.code());
              assertThat(got.reply().enhanced()).isEqualTo(cleaned.enhanced());
              assertThat(got.reply().lines().stream().map(String::stripLeading).toList())
                  .isEqualTo(cleaned.lines().stream().map(String::stripLeading).toList());
            });
  }

  /// What we understood of an EHLO reply, offered by us, is understood as the same.
  private static void offers(Extensions extensions) {
    List<String> lines = new ArrayList<>(List.of("name"));
    lines.addAll(extensions.lines());
    Reply offer = Reply.of(250, "", lines.toArray(String[]::new));
    boolean cut = lines.stream().anyMatch(line -> line.length() > Reply.LONGEST_TEXT);
    if (!cut) {
      assertThat(Extensions.parse(offer)).isEqualTo(extensions);
    }
  }
}
