package weir.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Writes what qmail would: a message in its queue after preprocessing, and the lines of qmail-send
/// about it through multilog. No qmail runs in the tests.
record QmailFiles(Path folder) {
  /// qmail splits its folders by the remainder of a message's number.
  private static final int SPLIT = 23;

  /// TAI64 counts from 2^62, and by the system's clock ten seconds ahead.
  private static final long EPOCH = (1L << 62) + 10;

  Path queue() {
    return folder.resolve("queue");
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("current"));
  }

  /// A message comes in.
  ///
  /// @param number the inode of its file
  /// @param process the pid of qmail-queue
  /// @param uid whose process handed it in
  /// @param invoked what qmail-queue writes of that, such as `by uid 101`
  /// @param content header and body, from the Received field below qmail-queue's own on
  void take(long number, long process, long uid, String invoked, String content)
      throws IOException {
    String received =
        "Received: (qmail %d invoked %s); 25 Nov 2026 08:30:00 -0000\n".formatted(process, invoked);
    write("mess", number, received + content);
    write("info", number, "Fann@example.com\0");
    write("remote", number, "Tx@far.example\0");
    say("new msg " + number);
    say(
        "info msg %d: bytes %d from <ann@example.com> qp %d uid %d"
            .formatted(number, received.length() + content.length(), process, uid));
    say("starting delivery 1: msg %d to remote x@far.example".formatted(number));
    say("delivery 1: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/");
  }

  private void write(String kind, long number, String text) throws IOException {
    Path file = queue().resolve(kind + "/" + number % SPLIT + "/" + number);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void say(String text) throws IOException {
    Instant now = Instant.now();
    String line = "@%016x%08x %s\n".formatted(EPOCH + now.getEpochSecond(), now.getNano(), text);
    Path file = folder.resolve("current");
    Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + line);
  }
}
