package weir.agent.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;

/// A log that is written, rotated and followed, all by hand: what is told must be every line that
/// was written, once.
final class Rotating {
  static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  static final LogForm FORM =
      new LogForm("mail", "mail1", false, new AnyFraming(ZoneOffset.UTC), new AnyLog());

  final Path folder;
  final Path log;
  final Seen seen = new Seen();
  Instant now = NOW;
  FileFollower follower;
  private int written;
  private int touched;

  Rotating(Path folder) {
    this(folder, "mail.log");
  }

  Rotating(Path folder, String name) {
    this.folder = folder;
    this.log = folder.resolve(name);
    start();
  }

  /// Another process, after the last one was stopped or killed.
  void start() {
    InstantSource clock = () -> now;
    follower =
        new FileFollower(
            FORM, log, seen, new KeptFile(folder.resolve("mail.position")), seen.told, clock);
  }

  static String line(int number) {
    return ("Nov 29 02:%02d:%02d mail1 postfix/smtp[4]: 3F2A11C0D2: to=<r%d@example.org>,"
            + " relay=mx[192.0.2.9]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 ok)\n")
        .formatted(number / 60 % 60, number % 60, number);
  }

  void write(int lines) throws IOException {
    write(log, lines);
  }

  void write(Path file, int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(line(written++));
    }
    append(file, text.toString());
  }

  void append(Path file, String text) throws IOException {
    Files.writeString(
        file,
        text,
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    touch(file);
  }

  /// Files are written one after the other, however fast a test is.
  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(9_000 - touched++)));
  }

  Path rename(String to) throws IOException {
    return Files.move(log, folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  /// As gzip does: the packed file has the time of the one it is made of, which is deleted.
  Path pack(Path file) throws IOException {
    Path packed = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }
    Files.setLastModifiedTime(packed, Files.getLastModifiedTime(file));
    Files.delete(file);
    return packed;
  }

  /// As logrotate's copytruncate does.
  Path copyAndTruncate(String to) throws IOException {
    Path copy = Files.copy(log, folder.resolve(to));
    touch(copy);
    Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    touch(log);
    return copy;
  }

  /// Reads until there is no more.
  void read() throws IOException {
    while (follower.round()) {
      // There may be more.
    }
  }

  /// Numbers of all lines that were written, in order.
  List<Integer> all() {
    return IntStream.range(0, written).boxed().toList();
  }

  Coverage coverage() {
    return follower.coverage();
  }
}
