package weir.agent.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.queue.QueueState;

/// An act in a file to which lines are added as it goes on: what was to be done is on disk before
/// it begins, and a last line that was cut in writing is left out. It is locked as long as somebody
/// is at work on it.
final class ActFile implements Closeable {
  private static final String FORMAT = "weir-queue-act 1";
  private static final String NONE = "-";

  private final FileChannel file;

  private ActFile(FileChannel file) {
    this.file = file;
  }

  /// Writes down what will be done, durably.
  static ActFile begin(Path path, Act act) throws IOException {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    line(
        text,
        "act",
        act.id(),
        act.kind().name(),
        act.by(),
        act.at().toString(),
        act.spool().server().name(),
        act.spool().folder().toString(),
        act.selection(),
        act.undoes().orElse(NONE));
    for (Act.Target each : act.messages()) {
      line(
          text,
          "message",
          each.id(),
          each.before().name(),
          each.arrived().map(Instant::toString).orElse(NONE),
          each.sender(),
          each.who());
    }
    line(text, "begin");
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      file.lock();
      OwnFolder.own(path);
      ActFile begun = new ActFile(file);
      begun.write(text);
      return begun;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static void line(StringBuilder to, String word, String... values) {
    to.append(word);
    for (String value : values) {
      to.append(' ').append(URLEncoder.encode(value, UTF_8));
    }
    to.append('\n');
  }

  private void write(StringBuilder text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
    while (octets.hasRemaining()) {
      file.write(octets);
    }
    file.force(true);
  }

  /// Adds what became of some messages.
  void add(Map<String, Act.Result> results) throws IOException {
    StringBuilder text = new StringBuilder();
    results.forEach((id, result) -> line(text, "result", id, result.name()));
    write(text);
  }

  /// Adds that messages are not as they were when they were chosen.
  void found(Map<String, QueueState> states) throws IOException {
    StringBuilder text = new StringBuilder();
    states.forEach((id, state) -> line(text, "found", id, state.name()));
    write(text);
  }

  void end(Instant at) throws IOException {
    StringBuilder text = new StringBuilder();
    line(text, "end", at.toString());
    write(text);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// Whether the process that began an act is still at work on it.
  static boolean isGoingOn(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true; // a thread of this process
    }
  }

  /// Reads an act.
  ///
  /// @return empty when it was cut before it began: then nothing was done
  /// @throws IOException when it is damaged
  static Optional<Act> read(Path path) throws IOException {
    String text = Files.readString(path);
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    lines.removeLast(); // nothing, or the line that was cut
    if (!lines.contains("begin")) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(lines));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      throw new IOException("a damaged file: " + path, e);
    }
  }

  private static Act parse(List<String> lines) {
    String[] act = values(lines.get(1));
    List<Act.Target> messages = new ArrayList<>();
    Map<String, QueueState> found = new HashMap<>();
    Map<String, Act.Result> results = new LinkedHashMap<>();
    Optional<Instant> ended = Optional.empty();
    for (String line : lines.subList(2, lines.size())) {
      String[] value = values(line);
      switch (value[0]) {
        case "message" ->
            messages.add(
                new Act.Target(
                    value[1],
                    QueueState.valueOf(value[2]),
                    optional(value[3]).map(Instant::parse),
                    value[4],
                    value[5]));
        case "found" -> found.put(value[1], QueueState.valueOf(value[2]));
        case "result" -> results.put(value[1], Act.Result.valueOf(value[2]));
        case "end" -> ended = Optional.of(Instant.parse(value[1]));
        case "begin" -> {}
        default -> throw new IllegalArgumentException(value[0]);
      }
    }
    return new Act(
        act[1],
        Act.Kind.valueOf(act[2]),
        act[3],
        Instant.parse(act[4]),
        new Spool(Spool.Server.valueOf(act[5]), Path.of(act[6])),
        act[7],
        optional(act[8]),
        messages.stream().map(each -> each.found(found)).toList(),
        results,
        ended);
  }

  private static Optional<String> optional(String value) {
    return Optional.of(value).filter(text -> !text.equals(NONE));
  }

  private static String[] values(String line) {
    String[] values = line.split(" ", -1);
    for (int i = 1; i < values.length; i++) {
      values[i] = URLDecoder.decode(values[i], UTF_8);
    }
    return values;
  }
}
