package weir.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A message as qmail-smtpd reads it: an LF that no CR came before ends the session, a lone CR
/// stays.
///
/// @param content with LF line ends
/// @param hops Received and Delivered fields in its header
/// @param whole false when a bare LF came, and nothing of the message counts
record QmailMessage(String content, int hops, boolean whole) {

  private enum State {
    TEXT,
    LINE,
    DOT,
    DOT_CR,
    CR
  }

  static QmailMessage read(InputStream in) throws IOException {
    StringBuilder content = new StringBuilder();
    State state = State.LINE;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("in the middle of a message");
      }
      char c = (char) octet;
      if (c == '\n' && (state == State.TEXT || state == State.LINE || state == State.DOT)) {
        return new QmailMessage("", 0, false);
      }
      switch (state) {
        case TEXT, LINE -> {
          if (c == '.' && state == State.LINE) {
            state = State.DOT;
          } else if (c == '\r') {
            state = State.CR;
          } else {
            content.append(c);
            state = State.TEXT;
          }
        }
        case DOT -> {
          if (c == '\r') {
            state = State.DOT_CR;
          } else {
            content.append(c);
            state = State.TEXT;
          }
        }
        case DOT_CR -> {
          if (c == '\n') {
            return new QmailMessage(content.toString(), hops(content.toString()), true);
          }
          content.append(".\r");
          if (c == '\r') {
            state = State.CR;
          } else {
            content.append(c);
            state = State.TEXT;
          }
        }
        case CR -> {
          if (c == '\n') {
            content.append('\n');
            state = State.LINE;
          } else if (c == '\r') {
            content.append('\r');
          } else {
            content.append('\r').append(c);
            state = State.TEXT;
          }
        }
      }
    }
  }

  private static int hops(String content) {
    int hops = 0;
    for (String line : content.split("\n", -1)) {
      if (line.isEmpty()) {
        return hops;
      }
      boolean hop =
          line.regionMatches(true, 0, "received", 0, 8)
              || line.regionMatches(true, 0, "delivered", 0, 9);
      hops += hop ? 1 : 0;
    }
    return hops;
  }
}
