package weir.cli.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import weir.api.ImaginedSession.ImaginedMessage;
import weir.mail.Authors;
import weir.mail.Content;
import weir.mail.HeaderList;
import weir.mail.ReceivedField;
import weir.verdict.Message;

/// A message in a file, with the line ends of mail or of this machine, and with or without one at
/// its end. What the gateway refuses whatever the policy says is refused here, too.
final class MessageFile {
  private static final int SUBJECT = 200;
  private static final String BARE = "550 5.5.2 (where bare-line-ends is \"refuse\")";

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private int last = '\n';
  private int line = 1;
  private int bareLine;
  private boolean withCrLf;
  private boolean eightBit;

  private MessageFile() {}

  /// @throws IOException with a sentence for the operator when no client could send this
  static ImaginedMessage read(InputStream in) throws IOException {
    MessageFile file = new MessageFile();
    for (int c = in.read(); c >= 0; c = in.read()) {
      file.take(c);
    }
    return file.message();
  }

  private void take(int c) throws IOException {
    if (last == '\r' && c != '\n') {
      throw refused(line, "a CR without its LF", BARE);
    }
    if (c == 0) {
      throw refused(line, "a NUL", "550 5.6.0");
    }
    if (c == '\n') {
      endLine();
    }
    wire.write(c);
    eightBit |= c >= 0x80;
    last = c;
  }

  private void endLine() {
    if (last == '\r') {
      withCrLf = true;
    } else {
      bareLine = bareLine == 0 ? line : bareLine;
      wire.write('\r');
    }
    line++;
  }

  private ImaginedMessage message() throws IOException {
    if (last == '\r') {
      throw refused(line, "a CR without its LF", BARE);
    }
    if (withCrLf && bareLine > 0) {
      throw refused(bareLine, "an LF without its CR, while other lines end in CRLF", BARE);
    }
    if (last != '\n') {
      wire.write('\r');
      wire.write('\n');
    }
    Content content = Content.of(wire.toByteArray());
    HeaderList header = HeaderList.read(content, HeaderList.Bounds.USUAL);
    return new ImaginedMessage(
        content.size(),
        header.received(),
        eightBit,
        header.value("Subject", SUBJECT),
        header.values("Received", Message.MOST_HOPS, ReceivedField.LIMIT),
        Authors.values(header));
  }

  private static IOException refused(int line, String what, String told) {
    return new IOException(
        "line %d has %s; a client that sends this is told %s, whatever the policy says"
            .formatted(line, what, told));
  }
}
