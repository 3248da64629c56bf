package weir.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The queue of qmail: `mess/S/N` with the message, N the number of that file's inode and S its
/// rest by `conf-split`; `info`, `local`, `remote` and `bounce` in the same way; `todo` until
/// qmail-send has looked at it, which some patches split and others do not.
///
/// S is taken from the folders as they are, so any `conf-split` will do.
public final class QmailQueue implements QueueFormat {
  /// The folder below the queue where held messages lie, with the folders of the queue in it.
  public static final String HOLD = "weir-held";

  private static final int LONGEST_NUMBER = 20;
  private static final int BOUNCE = 64 * 1024;

  private final Path queue;

  /// @param queue the folder `queue`, of `/var/qmail` most of the time
  public QmailQueue(Path queue) {
    this.queue = queue;
  }

  /// Whether it can be the number of a message, or of a split folder.
  public static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NUMBER
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public void list(Consumer<QueueFile> each) throws IOException {
    for (Path folder : messages()) {
      numbered(folder, file -> each.accept(file(file)));
    }
  }

  private QueueFile file(Path path) {
    return new QueueFile(
        path,
        path.getFileName().toString(),
        isHeld(path) ? QueueState.HELD : QueueState.WAITING,
        Optional.empty());
  }

  private boolean isHeld(Path path) {
    return path.startsWith(queue.resolve(HOLD));
  }

  /// All folders with messages.
  private List<Path> messages() throws IOException {
    List<Path> folders = new ArrayList<>();
    numbered(queue.resolve("mess"), folders::add);
    numbered(queue.resolve(HOLD).resolve("mess"), folders::add);
    return folders;
  }

  private static void numbered(Path folder, Consumer<Path> each) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isNumber(entry.getFileName().toString())) {
          each.accept(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      // gone meanwhile, or never made
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public Optional<QueueFile> find(String id) throws IOException {
    if (!isNumber(id)) {
      return Optional.empty();
    }
    for (Path folder : messages()) {
      Path file = folder.resolve(id);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(file(file));
      }
    }
    return Optional.empty();
  }

  @Override
  public QueueRead read(QueueFile file) throws IOException {
    FileWindow message;
    try {
      message = FileWindow.open(file.path());
    } catch (NoSuchFileException _) {
      return new QueueRead.Gone();
    }
    try {
      QueueRead read = read(file, message);
      if (!(read instanceof QueueRead.Whole)) {
        message.close();
      }
      return read;
    } catch (IOException | RuntimeException e) {
      message.close();
      throw e;
    }
  }

  private QueueRead read(QueueFile file, FileWindow message) throws IOException {
    Path base = isHeld(file.path()) ? queue.resolve(HOLD) : queue;
    Path split = split(file);
    QmailEnvelope envelope = new QmailEnvelope();
    QueuedContent content = () -> message.stream(0, message.size());
    try {
      Path info = base.resolve("info").resolve(split);
      boolean preprocessed = envelope.add(info);
      if (preprocessed) {
        envelope.add(base.resolve("local").resolve(split));
        envelope.add(base.resolve("remote").resolve(split));
      } else if (!envelope.add(base.resolve("todo").resolve(file.id()))) {
        envelope.add(base.resolve("todo").resolve(split));
      }
      if (!envelope.hasSender()) {
        // Between its first octet and its todo file, qmail-queue is at work; at the end,
        // qmail-send.
        return new QueueRead.Unfinished();
      }
      return new QueueRead.Whole(
          new QueuedMessage(
              file.id(),
              file.state() == QueueState.HELD || preprocessed ? file.state() : QueueState.ARRIVING,
              Optional.empty(),
              modified(preprocessed ? info : file.path()),
              modified(file.path()),
              envelope.by(content),
              envelope.sender(),
              envelope.open().kept(),
              envelope.done().kept(),
              envelope.open().count(),
              OptionalLong.of(message.size())),
          content,
          message);
    } catch (BrokenFile e) {
      return new QueueRead.Broken(e.why());
    }
  }

  /// `S/N`.
  private static Path split(QueueFile file) {
    int names = file.path().getNameCount();
    return file.path().subpath(names - 2, names);
  }

  private static Optional<Instant> modified(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// What will stand in the bounce, where a recipient has failed already; of what is tried again,
  /// only qmail's log tells.
  @Override
  public Optional<String> reason(QueueFile file) throws IOException {
    Path base = isHeld(file.path()) ? queue.resolve(HOLD) : queue;
    Path split = split(file);
    for (Path bounce :
        List.of(base.resolve("bounce").resolve(file.id()), base.resolve("bounce").resolve(split))) {
      try (FileWindow octets = FileWindow.open(bounce)) {
        byte[] text =
            octets.stream(Math.max(0, octets.size() - BOUNCE), octets.size()).readAllBytes();
        String last = new String(text, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        return Optional.of(last.substring(Math.max(0, last.length() - REASON)))
            .filter(reason -> !reason.isEmpty());
      } catch (NoSuchFileException _) {
        // not split, or split
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "qmail in " + queue;
  }
}
