package weir.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import weir.smtp.BufferPool;
import weir.smtp.ChunkReader;
import weir.smtp.DotReader;
import weir.smtp.LineRead;
import weir.smtp.LineReader;
import weir.smtp.MessageLimits;
import weir.smtp.MessageRead;

/// What Weir does with the same octets when a client sends them: asked of the code that reads
/// clients' messages, not remembered.
final class OurFront {
  private static final int BUFFER = 16 * 1024;

  private OurFront() {}

  /// @param message as it would be sent to the hop
  static String does(Variant.Sending sending, byte[] message) {
    ByteArrayInputStream octets = new ByteArrayInputStream(message);
    LineReader lines = new LineReader(octets::read, new BufferPool(BUFFER, 1));
    try {
      return words(read(sending, lines), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageRead read(Variant.Sending sending, LineReader lines) throws IOException {
    MessageLimits limits = MessageLimits.strict(Long.MAX_VALUE, Long.MAX_VALUE);
    return switch (sending) {
      case DATA -> DotReader.read(lines, (_, _, _) -> true, limits);
      case BDAT -> {
        String command = text(lines);
        long length = Long.parseLong(command.split(" ", -1)[1]);
        yield new ChunkReader((_, _, _) -> true, limits).read(lines, length, true);
      }
    };
  }

  private static String words(MessageRead read, LineReader lines) throws IOException {
    return switch (read) {
      case MessageRead.Ended(var shape) when shape.nul() -> "refuses it (NUL)";
      case MessageRead.Ended _ ->
          text(lines).startsWith("QUIT") ? "takes one message" : "takes a second message";
      case MessageRead.BareLineEnd(var kind, _, _, _) -> "refuses it (bare " + kind + ")";
      case MessageRead.TooBig _, MessageRead.NotTaken _, MessageRead.Lost _ -> "refuses it";
    };
  }

  private static String text(LineReader lines) throws IOException {
    return lines.next(LineReader.COMMAND_LINE) instanceof LineRead.Line line ? line.text() : "";
  }
}
