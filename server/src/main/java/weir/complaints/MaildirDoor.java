package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Takes what lies in a Maildir. A message stays in `new` until it is kept, then it moves to `cur`
/// and is marked as seen, or into a folder of the Maildir: whoever looks there by IMAP sees what
/// was taken.
public final class MaildirDoor implements Door {
  /// Messages that are taken at once; the others wait for the next time.
  public static final int MOST = 10_000;

  private final Path folder;
  private final Path taken;
  private final String name;
  private final Duration every;
  private volatile boolean aborted;

  private MaildirDoor(Path folder, Path taken, String name, Duration every) {
    this.folder = folder;
    this.taken = taken;
    this.name = name;
    this.every = every;
  }

  /// @param folder with `new` and `cur` in it
  public MaildirDoor(Path folder) {
    this(folder, folder, folder.getFileName().toString(), Duration.ZERO);
  }

  /// @param name for people
  static MaildirDoor of(ComplaintSettings.Maildir settings, String name) {
    // Maildir++: a folder is a Maildir beside `new`, with a dot before its name.
    Path taken =
        settings.moveTo().map(to -> settings.path().resolve("." + to)).orElse(settings.path());
    return new MaildirDoor(settings.path(), taken, name, settings.every());
  }

  /// What was taken.
  ///
  /// @param messages that were moved
  /// @param reports that were new, those of files that stay included
  /// @param unreadable files that could not be read, or not moved, and stay where they are
  /// @param why the first of these could not
  public record Taken(int messages, int reports, int unreadable, Optional<String> why) {}

  @Override
  public String reads() {
    return "Maildir " + folder;
  }

  @Override
  public Duration every() {
    return every;
  }

  @Override
  public void visit(Intake intake, DoorLog log) throws IOException, SQLException {
    Taken round;
    do {
      round = take(intake, log::took);
    } while (round.messages() + round.unreadable() == MOST && round.messages() > 0 && !aborted);
    int unreadable = round.unreadable();
    log.read(
        round
            .why()
            .map(why ->
                "%,d files cannot be read or moved, and stay there: %s"
                    .formatted(unreadable, why)));
  }

  @Override
  public void abort() {
    aborted = true;
  }

  /// Takes what is there.
  ///
  /// @throws IOException when the folder cannot be read
  public Taken take(Intake intake) throws IOException, SQLException {
    return take(intake, _ -> {});
  }

  private Taken take(Intake intake, Consumer<List<KeptComplaint>> each)
      throws IOException, SQLException {
    int messages = 0;
    int reports = 0;
    int unreadable = 0;
    Optional<String> why = Optional.empty();
    for (Path file : files()) {
      if (aborted) {
        break;
      }
      Arrived arrived;
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        arrived = Arrived.read(in);
      } catch (NoSuchFileException _) {
        continue; // somebody else took it
      } catch (IOException e) {
        // One that cannot be read must not keep those behind it from being taken.
        unreadable++;
        why = why.or(() -> Optional.of(e.toString()));
        continue;
      }
      List<KeptComplaint> lines = intake.take(arrived, name);
      reports += lines.size();
      try {
        move(file);
      } catch (IOException e) {
        // It is kept, and recognised the next time. Those behind it go on.
        unreadable++;
        why = why.or(() -> Optional.of(e.toString()));
        if (!lines.isEmpty()) {
          each.accept(lines);
        }
        continue;
      }
      each.accept(lines);
      messages++;
    }
    return new Taken(messages, reports, unreadable, why);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("new"))) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .limit(MOST)
          .toList();
    }
  }

  private void move(Path file) throws IOException {
    if (!taken.equals(folder)) {
      for (String part : List.of("tmp", "new", "cur")) {
        Files.createDirectories(taken.resolve(part));
      }
    }
    try {
      Files.move(file, target(file));
    } catch (NoSuchFileException e) {
      // Somebody else moved it after we had read it; it is kept. Not so where `cur` is missing.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  /// A name that no other message has: somebody may have put one back.
  private Path target(Path file) {
    Path target = taken.resolve("cur").resolve(seen(file, ""));
    for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
      target = taken.resolve("cur").resolve(seen(file, "_" + i));
    }
    return target;
  }

  /// The name with the flag S, which stands behind `:2,`.
  private static String seen(Path file, String more) {
    String name = file.getFileName().toString();
    int flags = name.indexOf(":2,");
    String bare = flags < 0 ? name : name.substring(0, flags);
    return bare + more + ":2,S";
  }
}
