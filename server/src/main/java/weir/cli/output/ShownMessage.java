package weir.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/// A message as a terminal shows it: line ends and tabs do what they mean, everything else that a
/// terminal would obey is made visible, as by [Shown]. The message comes in pieces, which may end
/// in the midst of a character.
public final class ShownMessage {
  private final PrintWriter out;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private boolean afterCr;

  public ShownMessage(PrintWriter out) {
    this.out = out;
  }

  public void add(byte[] octets) {
    decode(octets, false);
  }

  /// No more comes.
  public void end() {
    decode(new byte[0], true);
    if (afterCr) {
      out.print(Shown.character('\r'));
    }
    out.flush();
  }

  private void decode(byte[] octets, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(rest.remaining() + octets.length);
    in.put(rest).put(octets).flip();
    CharBuffer characters = CharBuffer.allocate(in.remaining() + 1); // a character has an octet
    decoder.decode(in, characters, last);
    rest = in;
    characters.flip().codePoints().forEach(this::show);
  }

  private void show(int c) {
    if (afterCr && c != '\n') {
      out.print(Shown.character('\r'));
    }
    afterCr = c == '\r';
    switch (c) {
      case '\r' -> {}
      case '\n' -> out.println();
      case '\t' -> out.print('\t');
      default -> out.print(Shown.character(c));
    }
  }
}
