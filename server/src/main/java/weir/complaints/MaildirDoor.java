package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// Takes what lies in a Maildir. A message stays in `new` until it is kept, then it moves to `cur`
/// and is marked as seen: whoever looks there by IMAP sees what was taken.
public final class MaildirDoor {
  /// Messages that are taken at once; the others wait for the next time.
  public static final int MOST = 10_000;

  private final Path folder;

  /// @param folder with `new` and `cur` in it
  public MaildirDoor(Path folder) {
    this.folder = folder;
  }

  /// What was taken.
  ///
  /// @param messages that were moved
  /// @param reports that were new among them
  public record Taken(int messages, int reports) {}

  /// Takes what is there.
  ///
  /// @throws IOException when the folder, or a message, cannot be read or moved; those before it
  ///   are taken
  public Taken take(Intake intake) throws IOException, SQLException {
    Path arrived = folder.resolve("new");
    List<Path> files;
    try (Stream<Path> all = Files.list(arrived)) {
      files = all.filter(Files::isRegularFile).sorted().limit(MOST).toList();
    }
    int messages = 0;
    int reports = 0;
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        reports += intake.take(in, folder.getFileName().toString()).size();
      } catch (NoSuchFileException _) {
        continue; // somebody else took it
      }
      Files.move(file, folder.resolve("cur").resolve(seen(file)));
      messages++;
    }
    return new Taken(messages, reports);
  }

  /// The name with the flag S, which stands behind `:2,`.
  private static String seen(Path file) {
    String name = file.getFileName().toString();
    int flags = name.indexOf(":2,");
    String bare = flags < 0 ? name : name.substring(0, flags);
    return bare + ":2,S";
  }
}
