package weir.fastcgi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What an application answers, as its octets come in. For one thread.
public final class FastCgiAnswer {
  private static final int END = 3;
  private static final int STDOUT = 6;
  private static final String BLANK = "\r\n\r\n";

  private final int most;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private ByteBuffer unread = ByteBuffer.allocate(0);
  private boolean ended;
  private boolean broken;

  /// @param most octets that are kept of it; a longer answer is broken
  public FastCgiAnswer(int most) {
    this.most = most;
  }

  /// Takes what was read.
  public void add(ByteBuffer octets) {
    ByteBuffer all = ByteBuffer.allocate(unread.remaining() + octets.remaining());
    all.put(unread).put(octets).flip();
    while (!isOver() && all.remaining() >= FastCgiRequest.HEAD) {
      int at = all.position();
      int length = all.getShort(at + 4) & 0xFFFF;
      int whole = FastCgiRequest.HEAD + length + (all.get(at + 6) & 0xFF);
      if (all.get(at) != FastCgiRequest.VERSION) {
        broken = true;
      } else if (all.remaining() < whole) {
        break;
      } else {
        record(all.get(at + 1), all.slice(at + FastCgiRequest.HEAD, length));
        all.position(at + whole);
      }
    }
    unread = all.slice();
  }

  private void record(int type, ByteBuffer content) {
    if (type == END) {
      ended = true;
    } else if (type == STDOUT) {
      if (said.size() + content.remaining() > most) {
        broken = true;
        return;
      }
      byte[] octets = new byte[content.remaining()];
      content.get(octets);
      said.writeBytes(octets);
    } // what it says to its log is not ours
  }

  /// Whether nothing more is to be read: it has ended, or is no answer.
  public boolean isOver() {
    return ended || broken;
  }

  /// The text below its header; empty where it has not ended, or is none with status 200.
  public Optional<String> body() {
    String text = said.toString(StandardCharsets.UTF_8);
    int blank = text.indexOf(BLANK);
    if (!ended || broken || blank < 0) {
      return Optional.empty();
    }
    boolean isFine =
        text.substring(0, blank)
            .lines()
            .filter(line -> line.regionMatches(true, 0, "Status:", 0, 7))
            .allMatch(line -> line.substring(7).strip().startsWith("200"));
    return isFine ? Optional.of(text.substring(blank + BLANK.length())) : Optional.empty();
  }
}
