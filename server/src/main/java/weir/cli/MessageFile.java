package weir.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import weir.api.ImaginedSession.ImaginedMessage;
import weir.mail.Content;
import weir.mail.HeaderList;

/// A message in a file, with whatever line ends it has there.
final class MessageFile {
  private static final int SUBJECT = 200;

  private MessageFile() {}

  static ImaginedMessage read(InputStream in) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    boolean eightBit = false;
    int last = -1;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n' && last != '\r') {
        wire.write('\r');
      }
      wire.write(c);
      eightBit |= c >= 0x80;
      last = c;
    }
    Content content = Content.of(wire.toByteArray());
    HeaderList header = HeaderList.read(content, HeaderList.Bounds.USUAL);
    return new ImaginedMessage(
        content.size(), header.received(), eightBit, header.value("Subject", SUBJECT));
  }
}
