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
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.mail.ReceivedField;
import weir.maillog.Entrance;

/// The queue of Postfix: `maildrop`, `incoming`, `active`, `deferred`, `hold` and `corrupt` below
/// its folder, some of them split by the first characters of the ids.
///
/// How a local message came stands only in its Received field once it is out of `maildrop`, whose
/// files belong to the users themselves.
public final class PostfixQueue implements QueueFormat {
  private static final String MAILDROP = "maildrop";

  private record Folder(String name, QueueState state) {}

  /// In the order in which messages go through them, so that one that moves on is not missed.
  private static final List<Folder> FOLDERS =
      List.of(
          new Folder(MAILDROP, QueueState.ARRIVING),
          new Folder("incoming", QueueState.ARRIVING),
          new Folder("active", QueueState.ACTIVE),
          new Folder("deferred", QueueState.DEFERRED),
          new Folder("hold", QueueState.HELD),
          new Folder("corrupt", QueueState.CORRUPT));

  /// `hash_queue_depth` is 1 as shipped, and at most 3.
  private static final int DEEPEST = 3;

  private static final int LONGEST_ID = 30;

  /// What pickup writes; the name of the mail system can be set. The id is the message's own, which
  /// nobody knows before: where a rule of the server takes pickup's field out, one that the sender
  /// wrote is the topmost.
  private static final Pattern FROM_USER =
      Pattern.compile(
          "by \\S{1,255} \\([^()]{1,100}, from userid (\\d{1,10})\\)\\s+id (\\w{1,30});.*",
          Pattern.DOTALL);

  private static final int DEFER_FILE = 64 * 1024;
  private static final String REASON_LINE = "reason=";

  private final Path root;

  /// @param root its `queue_directory`
  public PostfixQueue(Path root) {
    this.root = root;
  }

  @Override
  public void list(Consumer<QueueFile> each) throws IOException {
    for (Folder folder : FOLDERS) {
      list(root.resolve(folder.name), folder, 0, each);
    }
  }

  private static void list(Path at, Folder folder, int depth, Consumer<QueueFile> each)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.length() == 1 && depth < DEEPEST) {
          list(entry, folder, depth + 1, each);
        } else if (isId(name)) {
          each.accept(new QueueFile(entry, name, folder.state, Optional.empty()));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      // Postfix makes folders when it needs them.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /// Whether it can be the id of a message: short ones are hexadecimal, long ones have letters
  /// without vowels.
  public static boolean isId(String text) {
    return text.length() > 4
        && text.length() <= LONGEST_ID
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c | 32) >= 'a' && (c | 32) <= 'z');
  }

  @Override
  public Optional<QueueFile> find(String id) throws IOException {
    if (!isId(id)) {
      return Optional.empty();
    }
    for (Folder folder : FOLDERS) {
      Optional<Path> file = find(root.resolve(folder.name), id, 0);
      if (file.isPresent()) {
        return Optional.of(new QueueFile(file.get(), id, folder.state, Optional.empty()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> find(Path at, String id, int depth) throws IOException {
    Path here = at.resolve(id);
    if (Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(here);
    }
    if (depth == DEEPEST) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> below = Files.newDirectoryStream(at, "?")) {
      for (Path folder : below) {
        Optional<Path> found = find(folder, id, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return Optional.empty();
  }

  @Override
  public QueueRead read(QueueFile file) throws IOException {
    boolean inMaildrop = file.path().startsWith(root.resolve(MAILDROP));
    boolean maildrop = inMaildrop && !isQueuedAgain(file);
    if (file.state() == QueueState.ARRIVING && !isComplete(file.path())) {
      return Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)
          ? new QueueRead.Unfinished()
          : new QueueRead.Gone();
    }
    FileWindow octets;
    try {
      octets = FileWindow.open(file.path());
    } catch (NoSuchFileException _) {
      return new QueueRead.Gone();
    }
    try {
      PostfixEnvelope envelope = PostfixEnvelope.read(octets);
      QueuedContent content = () -> new PostfixContent(octets, envelope.content());
      if (maildrop) {
        Optional<Entrance> by = owner(file.path()).map(PostfixQueue::program);
        return new QueueRead.Whole(envelope.message(file, by, Optional.empty()), content, octets);
      }
      Optional<Entrance> client = envelope.client();
      Came came = client.isPresent() ? new Came(client, false) : local(content, file);
      boolean isOther = came.again || inMaildrop || envelope.isCopy(file.id());
      Optional<Instant> since = isOther ? Optional.empty() : envelope.created();
      return new QueueRead.Whole(envelope.message(file, came.by, since), content, octets);
    } catch (BrokenFile e) {
      octets.close();
      return new QueueRead.Broken(e.why());
    } catch (IOException | RuntimeException e) {
      octets.close();
      throw e;
    }
  }

  /// Postfix makes a file executable when all of it is there.
  private static boolean isComplete(Path file) throws IOException {
    try {
      Set<PosixFilePermission> mode =
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
      return mode.contains(PosixFilePermission.OWNER_EXECUTE);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// `postsuper -r` moves a whole queue file of Postfix's own into `maildrop`.
  private boolean isQueuedAgain(QueueFile file) throws IOException {
    Optional<Long> postfix = owner(root.resolve("incoming"));
    return postfix.isPresent() && postfix.equals(owner(file.path()));
  }

  private static Entrance program(long uid) {
    return new Entrance.Program(OptionalLong.of(uid), Optional.empty());
  }

  /// How a message came.
  ///
  /// @param again it was in the queue before, under another id
  private record Came(Optional<Entrance> by, boolean again) {}

  /// A message without a client: pickup took it from a user, whose uid it wrote on top. What was
  /// queued again (`postsuper -r`) went through pickup once more, as Postfix's own user, who also
  /// owns the file; then the field below is of this server, too, and says how it came at first.
  private static Came local(QueuedContent content, QueueFile file) {
    boolean again = false;
    try {
      for (String value : TopReceived.of(content)) {
        Matcher pickup = FROM_USER.matcher(value);
        if (!pickup.matches()) {
          return new Came(network(value), again);
        }
        if (!again && !pickup.group(2).equals(file.id())) {
          break;
        }
        long uid = Long.parseLong(pickup.group(1));
        Optional<Long> postfix = owner(file.path());
        if (postfix.isEmpty()) {
          break;
        }
        if (postfix.get() != uid) {
          return new Came(Optional.of(program(uid)), again);
        }
        again = true;
      }
    } catch (IOException _) {
      // how it came is not known then
    }
    return new Came(Optional.empty(), again);
  }

  private static Optional<Entrance> network(String received) {
    return ReceivedField.read(received) instanceof ReceivedField.From(var address)
        ? Optional.of(
            new Entrance.Client(
                Optional.of(address),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  private static Optional<Long> owner(Path file) throws IOException {
    try {
      Object uid = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      return Optional.of(Integer.toUnsignedLong((Integer) uid));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// From the file in `defer` of the same id: the reason that was written last.
  @Override
  public Optional<String> reason(QueueFile file) throws IOException {
    Optional<Path> log = find(root.resolve("defer"), file.id(), 0);
    if (log.isEmpty()) {
      return Optional.empty();
    }
    try (FileWindow octets = FileWindow.open(log.get())) {
      long from = Math.max(0, octets.size() - DEFER_FILE);
      byte[] tail = octets.stream(from, octets.size()).readAllBytes();
      return new String(tail, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(REASON_LINE))
          .reduce((_, last) -> last)
          .map(line -> line.substring(REASON_LINE.length()))
          .map(text -> text.substring(0, Math.min(text.length(), REASON)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Postfix in " + root;
  }
}
