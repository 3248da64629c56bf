package weir.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weir.asking.OneLine;
import weir.asking.Program;
import weir.routing.MapAnswer;
import weir.routing.MapLine;

/// Starts a program for each name.
///
/// The name is its standard input, never an argument: what strangers write is in no command line.
/// Its output is looked at when it has ended, so a child that it leaves behind with the output open
/// keeps nobody waiting.
final class CommandSource implements Source {
  /// Bytes of output; fewer than a pipe holds, so nobody needs to read while it runs.
  private static final int MOST_OUTPUT = 4_096;

  private static final long LOOKS_EVERY_MILLIS = 20;

  private final SourceSettings.Command settings;
  private final Duration deadline;

  CommandSource(SourceSettings.Command settings, Duration deadline) {
    this.settings = settings;
    this.deadline = deadline;
  }

  @Override
  public MapAnswer ask(String name) throws IOException, NoAnswer, InterruptedException {
    Process process = Program.start(settings.program(), Redirect.PIPE);
    try {
      tell(process, name);
      awaitEnd(process);
      String output = output(process.getInputStream());
      if (process.exitValue() != 0) {
        throw new NoAnswer("ended with status " + process.exitValue());
      }
      return answer(output);
    } finally {
      Program.end(process);
    }
  }

  /// A program may answer without reading: then the pipe is closed, and that is no failure.
  private static void tell(Process process, String name) {
    try (OutputStream input = process.getOutputStream()) {
      input.write((name + "\n").getBytes(UTF_8));
    } catch (IOException _) {
      // What it says, and how it ends, tells whether something is wrong.
    }
  }

  private void awaitEnd(Process process) throws IOException, NoAnswer, InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (!process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (process.getInputStream().available() > MOST_OUTPUT) {
        throw new NoAnswer("wrote more than " + MOST_OUTPUT + " bytes");
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("did not end within " + deadline.toMillis() + " ms");
      }
    }
  }

  /// What is there, without waiting for an end of the stream. The stream's own lock keeps out the
  /// JDK, which empties the pipe of a process that has ended.
  private static String output(InputStream output) throws IOException, NoAnswer {
    synchronized (output) {
      byte[] bytes = output.readNBytes(Math.min(output.available(), MOST_OUTPUT + 1));
      if (bytes.length > MOST_OUTPUT) {
        throw new NoAnswer("wrote more than " + MOST_OUTPUT + " bytes");
      }
      return new String(bytes, UTF_8);
    }
  }

  static MapAnswer answer(String output) throws NoAnswer {
    List<String> lines = output.lines().toList();
    if (lines.size() != 1) {
      throw new NoAnswer(
          lines.isEmpty() ? "said nothing" : "said " + lines.size() + " lines instead of one");
    }
    List<String> words = List.of(lines.getFirst().strip().split("\\s+"));
    if (words.equals(List.of("absent"))) {
      return MapAnswer.ABSENT;
    }
    if (!words.getFirst().equals("found")) {
      throw new NoAnswer("said neither found nor absent: " + OneLine.of(lines.getFirst()));
    }
    try {
      return Said.found(MapLine.of(words.subList(1, words.size())));
    } catch (IllegalArgumentException e) {
      throw new NoAnswer(OneLine.of(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() {}
}
