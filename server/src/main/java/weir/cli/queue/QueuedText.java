package weir.cli.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import weir.cli.output.Shown;
import weir.cli.output.ShownMessage;
import weir.cli.output.Style;
import weir.mime.Entity;
import weir.mime.Field;
import weir.mime.MimeBounds;
import weir.queue.QueueRead;

/// The text of a message of the queue: all of it, or its Received lines as the loop over the queue
/// printed them that everybody used to write, with what tells of a script.
final class QueuedText {
  private static final int HEADER = 256 * 1024;
  private static final int PIECE = 64 * 1024;

  private final PrintWriter out;
  private final Style style;

  QueuedText(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  static Entity header(QueueRead.Whole message) throws IOException {
    try (InputStream in = message.content().open()) {
      return Entity.read(in.readNBytes(HEADER), new MimeBounds(0, 1, HEADER, 2_000, 0));
    }
  }

  /// The topmost Received line is this host's own; those below came with the message.
  void received(Entity message) {
    boolean isOwn = true;
    for (Field field : message.header().fields()) {
      boolean isReceived = field.is("Received");
      if (isReceived || field.name().toUpperCase(Locale.ROOT).startsWith("X-PHP-")) {
        out.println(
            style.bold(Shown.text(field.name()) + ":")
                + " "
                + Shown.text(field.value().strip().replace('\t', ' '))
                + (isReceived && !isOwn ? style.dim(" (came with it: a claim)") : ""));
        isOwn &= !isReceived;
      }
    }
  }

  /// @param visibly with control characters made visible
  void whole(QueueRead.Whole message, boolean visibly) throws IOException {
    try (InputStream in = message.content().open()) {
      if (!visibly) {
        out.flush();
        in.transferTo(System.out);
        System.out.flush();
        return;
      }
      ShownMessage shown = new ShownMessage(out);
      byte[] piece = new byte[PIECE];
      for (int some = in.read(piece); some > 0; some = in.read(piece)) {
        shown.add(Arrays.copyOf(piece, some));
      }
      shown.end();
    }
  }

  /// What stands in the place of a message that cannot be shown; empty where it can.
  static Optional<String> why(QueueRead read) {
    return switch (read) {
      case QueueRead.Gone() -> Optional.of("it has just left the queue");
      case QueueRead.Unfinished() -> Optional.of("it is being written just now");
      case QueueRead.Broken(var why) -> Optional.of("it cannot be read: " + Shown.text(why));
      case QueueRead.Whole _ -> Optional.empty();
    };
  }
}
