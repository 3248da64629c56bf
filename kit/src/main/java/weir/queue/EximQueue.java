package weir.queue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The spool of Exim: two files a message, `ID-H` with envelope and header and `ID-D` with the
/// body, and `ID-J` with recipients that were just done, in `input` and in the `input` of each
/// named queue, split by a character of the id or not.
///
/// Ids have 6-6-2 characters until 4.96 and 6-11-4 since 4.97; a spool may have both.
public final class EximQueue implements QueueFormat {
  /// The named queue in which held messages wait: nobody runs it.
  public static final String HOLD = "weir-held";

  private static final Pattern ID =
      Pattern.compile(
          "[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})");
  private static final String HEADER = "-H";
  private static final String INPUT = "input";
  private static final int JOURNAL = 1024 * 1024;
  private static final int LOG = 64 * 1024;

  private final Path spool;

  /// @param spool its `spool_directory`
  public EximQueue(Path spool) {
    this.spool = spool;
  }

  /// Whether it can be the id of a message.
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public void list(Consumer<QueueFile> each) throws IOException {
    for (String queue : queues()) {
      Path input = spool.resolve(queue).resolve(INPUT);
      for (Path folder : split(input)) {
        inFolder(
            folder,
            "*" + HEADER,
            file -> {
              String name = file.getFileName().toString();
              String id = name.substring(0, name.length() - HEADER.length());
              if (isId(id)) {
                each.accept(file(file, id, queue));
              }
            });
      }
    }
  }

  private static QueueFile file(Path path, String id, String queue) {
    return new QueueFile(
        path,
        id,
        queue.equals(HOLD) ? QueueState.HELD : QueueState.WAITING,
        Optional.of(queue).filter(name -> !name.isEmpty()));
  }

  /// The usual one has no name.
  private List<String> queues() throws IOException {
    List<String> queues = new ArrayList<>(List.of(""));
    inFolder(
        spool,
        "*",
        folder -> {
          if (Files.isDirectory(folder.resolve(INPUT), LinkOption.NOFOLLOW_LINKS)) {
            queues.add(folder.getFileName().toString());
          }
        });
    return queues;
  }

  /// Messages may lie unsplit and split at once, after `split_spool_directory` was changed.
  private static List<Path> split(Path input) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(input));
    inFolder(input, "?", folders::add);
    return folders;
  }

  private static void inFolder(Path folder, String glob, Consumer<Path> each) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(each);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // gone meanwhile, or never made
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public Optional<QueueFile> find(String id) throws IOException {
    if (!isId(id)) {
      return Optional.empty();
    }
    for (String queue : queues()) {
      for (Path folder : split(spool.resolve(queue).resolve(INPUT))) {
        Path header = folder.resolve(id + HEADER);
        if (Files.exists(header, LinkOption.NOFOLLOW_LINKS)) {
          return Optional.of(file(header, id, queue));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public QueueRead read(QueueFile file) throws IOException {
    List<FileWindow> both = new ArrayList<>();
    Closeable close =
        () -> {
          for (FileWindow each : both) {
            each.close();
          }
        };
    try {
      FileWindow header = FileWindow.open(file.path());
      both.add(header);
      FileWindow data = FileWindow.open(file.path().resolveSibling(file.id() + "-D"));
      both.add(data);
      EximHeaderFile read = EximHeaderFile.read(file.id(), header, journal(file));
      long first = bodyStart(file.id(), data);
      QueuedContent content = () -> content(header, read.fields(), data, first);
      return new QueueRead.Whole(
          read.message(file, data.size() - first, owner(file.path())), content, close);
    } catch (NoSuchFileException _) {
      close.close();
      return new QueueRead.Gone();
    } catch (BrokenFile e) {
      close.close();
      return new QueueRead.Broken(e.why());
    } catch (IOException | RuntimeException e) {
      close.close();
      throw e;
    }
  }

  private static OptionalLong owner(Path file) throws IOException {
    Object uid = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return OptionalLong.of(Integer.toUnsignedLong((Integer) uid));
  }

  /// The body's file begins with a line that is its name.
  private static long bodyStart(String id, FileWindow data) throws IOException, BrokenFile {
    byte[] name = (id + "-D\n").getBytes(StandardCharsets.US_ASCII);
    byte[] begin = new byte[name.length];
    if (data.copy(0, begin, 0, begin.length) < name.length || !Arrays.equals(begin, name)) {
      throw new BrokenFile("the first line of its body is not its name");
    }
    return name.length;
  }

  private static InputStream content(
      FileWindow header, List<EximHeaderFile.Field> fields, FileWindow data, long body) {
    List<InputStream> parts = new ArrayList<>();
    for (EximHeaderFile.Field field : fields) {
      parts.add(header.stream(field.start(), field.end()));
    }
    parts.add(FileWindow.of(new byte[] {'\n'}).stream(0, 1));
    parts.add(data.stream(body, data.size()));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  private static List<String> journal(QueueFile file) throws IOException {
    try (FileWindow journal = FileWindow.open(file.path().resolveSibling(file.id() + "-J"))) {
      byte[] text = journal.stream(0, JOURNAL).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /// From the message's own log, which `message_logs` keeps: the last line with a deferral.
  @Override
  public Optional<String> reason(QueueFile file) throws IOException {
    Path logs = spool.resolve(file.queue().orElse("")).resolve("msglog");
    for (Path folder : split(logs)) {
      try (FileWindow log = FileWindow.open(folder.resolve(file.id()))) {
        byte[] tail = log.stream(Math.max(0, log.size() - LOG), log.size()).readAllBytes();
        return new String(tail, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains(" defer ("))
            .reduce((_, last) -> last)
            .map(line -> line.substring(line.indexOf(" defer (") + 1))
            .map(text -> text.substring(0, Math.min(text.length(), REASON)));
      } catch (NoSuchFileException _) {
        // perhaps in the next one
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "Exim in " + spool;
  }
}
