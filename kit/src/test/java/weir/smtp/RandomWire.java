package weir.smtp;

import java.util.Random;

/// Text made of the pieces that framing is about.
final class RandomWire {

  private static final String[] PIECES = {
    "\r\n",
    "\r\n",
    "\r\n.",
    ".",
    "\r",
    "\n",
    "a",
    "bcdefghijklm",
    "\r\n.\r\n",
    "\0",
    "\u00e9",
    "\t",
    "\r\n..",
    "\r\n.\r"
  };

  private RandomWire() {}

  static String text(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /// Lines as mail has them, stuffed, mostly sound.
  static String lines(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String start = random.nextInt(10) == 0 ? ".." : "";
      text.append(start).append("x".repeat(random.nextInt(100)));
      text.append(random.nextInt(5000) == 0 ? "\n" : "\r\n");
    }
    return text.append("\r\n").toString();
  }
}
