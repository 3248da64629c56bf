package weir.agent.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the files of a qmail queue as qmail-queue and qmail-send leave them.
record QmailFiles(Path queue) {
  private static final int SPLIT = 23;

  /// A preprocessed message with one recipient.
  void message(long number, String sender, String recipient, String content) throws IOException {
    write("info", number, "F" + sender + "\0");
    write("remote", number, "T" + recipient + "\0");
    write("mess", number, content);
  }

  /// A message that qmail-send has not looked at; `todo` is not split.
  void arriving(long number, long uid, String sender, String content) throws IOException {
    Files.createDirectories(queue.resolve("todo"));
    Files.writeString(
        queue.resolve("todo").resolve(Long.toString(number)),
        "u" + uid + "\0p1\0F" + sender + "\0Tx@example.net\0");
    write("mess", number, content);
  }

  private void write(String folder, long number, String text) throws IOException {
    Path file = path(folder, number);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  Path path(String folder, long number) {
    return queue
        .resolve(folder)
        .resolve(Long.toString(number % SPLIT))
        .resolve(Long.toString(number));
  }

  static String uid(long uid, String rest) {
    return "Received: (qmail 4711 invoked by uid " + uid + "); 25 Nov 2026 08:30:00 -0000\n" + rest;
  }
}
