package weir.agent.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import weir.observation.Observation;
import weir.observation.Observations;

/// A process of its own that follows a log until it is killed. It keeps what was told in a file,
/// each line with its mark, as durable as whoever takes observations promises.
final class Killed implements Observations {
  private final Path file;
  private long told;

  private Killed(Path file) throws IOException {
    this.file = file;
    List<String> before = lines(file);
    if (Files.exists(file)) {
      Files.write(file, before); // the last line may have been cut by the kill
    }
    this.told = before.isEmpty() ? 0 : Long.parseLong(before.getLast().split(" ")[0]);
  }

  /// The whole lines.
  static List<String> lines(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  @Override
  public void take(String source, List<Told> news) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Told each : news) {
      if (each.mark() > told) {
        told = each.mark();
        for (Observation seen : each.observations()) {
          text.append(each.mark()).append(' ').append(recipient(seen)).append('\n');
        }
      }
    }
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String recipient(Observation seen) {
    return seen instanceof Observation.Handled handled ? handled.recipient() : "-";
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    Killed taker = new Killed(folder.resolve("told"));
    FileFollower follower =
        new FileFollower(
            Rotating.FORM,
            folder.resolve("mail.log"),
            taker,
            new KeptFile(folder.resolve("position")),
            taker.told,
            InstantSource.system());
    follower.round();
    follower.keep();
    // Nobody can know what was rotated away before the log was ever opened.
    System.out.println("reading");
    for (int round = 1; ; round++) {
      if (!follower.round()) {
        Thread.sleep(1);
      }
      if (round % 7 == 0) {
        follower.keep();
      }
    }
  }
}
