package weir.bench.growth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// One connection to the sink. A command is known by its first letter, which is enough for what the
/// gateway says; a group of commands is answered in one write.
final class SinkConnection implements Runnable {
  private static final byte[] END = octets("\r\n.\r\n");
  private static final byte[] GREETING = octets("220 sink.bench ESMTP\r\n");
  private static final byte[] EXTENSIONS =
      octets("250-sink.bench\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250 8BITMIME\r\n");
  private static final byte[] GO_AHEAD = octets("354 go ahead\r\n");
  private static final byte[] DONE = octets("250 2.0.0 ok\r\n");
  private static final byte[] GOODBYE = octets("221 2.0.0 bye\r\n");

  private final Socket socket;
  private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
  private boolean atStart = true;
  private byte command;
  private boolean content;
  private int matched; // octets of END that the content ends with so far

  SinkConnection(Socket socket) {
    this.socket = socket;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[16_384];
      replies.writeBytes(GREETING);
      int count;
      do {
        replies.writeTo(socket.getOutputStream());
        replies.reset();
        count = in.read(buffer);
        for (int i = 0; i < count; i++) {
          take(buffer[i]);
        }
      } while (count >= 0);
    } catch (IOException gone) {
      // The gateway counts what it was not told of, and its client fails the run.
    }
  }

  private void take(byte octet) {
    if (content) {
      matched = octet == END[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
      if (matched == END.length) {
        content = false;
        replies.writeBytes(DONE);
      }
    } else if (octet == '\n') {
      obey();
      atStart = true;
    } else if (atStart) {
      command = octet;
      atStart = false;
    }
  }

  private void obey() {
    switch (command) {
      case 'E' -> replies.writeBytes(EXTENSIONS);
      case 'D' -> {
        replies.writeBytes(GO_AHEAD);
        content = true;
        matched = 2; // a dot may be the first line
      }
      case 'Q' -> replies.writeBytes(GOODBYE);
      default -> replies.writeBytes(DONE);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(US_ASCII);
  }
}
