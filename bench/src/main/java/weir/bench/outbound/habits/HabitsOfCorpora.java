package weir.bench.outbound.habits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// `HabitsOfCorpora FOLDER`: prints how people send, one paragraph for each corpus below the folder
/// that is a file `labels.tsv` beside a file `messages.tar.zst`; spam is passed over.
final class HabitsOfCorpora {
  /// Those with the messages of many senders. The other list of people, `ham-blinux`, wrote its own
  /// address in place of theirs.
  private static final List<String> WITH_SENDERS =
      List.of("enron-spam-raw", "ham-usrp-users", "ham-openbmc");

  /// Of each message so much is read: its header.
  private static final int HEADER = 32_768;

  private HabitsOfCorpora() {}

  static void main(String[] args) throws IOException {
    for (String name : WITH_SENDERS) {
      Path corpus = Path.of(args[0]).resolve(name);
      if (!Files.exists(corpus.resolve("messages.tar.zst"))) {
        System.out.println(name + ": not there, skipped\n");
        continue;
      }
      System.out.println(name);
      of(corpus).lines().forEach(line -> System.out.println("  " + line));
      System.out.println();
    }
  }

  private static Habits of(Path corpus) throws IOException {
    Set<String> ham = ham(corpus.resolve("labels.tsv"));
    Habits habits = new Habits();
    TarMessages.read(
        corpus.resolve("messages.tar.zst"),
        HEADER,
        (name, head) -> {
          if (ham.contains(name)) {
            Written.of(new String(head, StandardCharsets.ISO_8859_1)).ifPresent(habits::add);
          }
        });
    return habits;
  }

  private static Set<String> ham(Path labels) throws IOException {
    Set<String> ham = new HashSet<>();
    try (Stream<String> lines = Files.lines(labels)) {
      lines
          .map(line -> line.split("\t", -1))
          .filter(columns -> columns.length > 2 && columns[2].equals("ham"))
          .forEach(columns -> ham.add(columns[1]));
    }
    return ham;
  }
}
