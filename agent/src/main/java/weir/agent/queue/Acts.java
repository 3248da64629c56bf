package weir.agent.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was done to queues, a file each, below the state folder.
public final class Acts {
  /// The folder's name.
  public static final String FOLDER = "queue-acts";

  private static final String NAME = ".act";

  /// Beside the file of an act that the journal has.
  private static final String JOURNALED = ".journaled";

  /// Locked while an act is being undone.
  private static final String UNDOING = ".undoing";

  private static final Pattern ID = Pattern.compile("[0-9a-z]{1,32}");

  private final Path folder;

  /// @param state the state folder
  public Acts(Path state) {
    this.folder = state.resolve(FOLDER);
  }

  ActFile begin(Act act) throws IOException {
    ActFile file = ActFile.begin(OwnFolder.make(folder).resolve(act.id() + NAME), act);
    Durable.DISK.force(folder);
    return file;
  }

  /// An act by its id; empty where there is none of that name.
  public Optional<Act> find(String id) throws IOException {
    Path file = folder.resolve(id + NAME);
    return ID.matcher(id).matches() && Files.exists(file) ? ActFile.read(file) : Optional.empty();
  }

  /// All acts, the newest first.
  public List<Act> all() throws IOException {
    List<Act> acts = new ArrayList<>();
    for (Path file : files()) {
      ActFile.read(file).ifPresent(acts::add);
    }
    acts.sort(Comparator.comparing(Act::at).reversed());
    return acts;
  }

  /// Whether the act was undone: an undo of it has ended, and all that was left for it is done.
  public boolean isUndone(String id) throws IOException {
    return undone(all()).contains(id);
  }

  /// Ids of the acts that were undone, see [#isUndone].
  ///
  /// @param all acts, undos among them
  public static Set<String> undone(Collection<Act> all) {
    return all.stream()
        .filter(Acts::isAllDone)
        .flatMap(undo -> undo.undoes().stream())
        .collect(Collectors.toSet());
  }

  private static boolean isAllDone(Act undo) {
    return undo.undoes().isPresent()
        && undo.ended().isPresent()
        && undo.messages().stream()
            .map(each -> undo.results().get(each.id()))
            .allMatch(result -> result != null && result.isDone());
  }

  /// The undos of an act, the newest first.
  private List<Act> undos(String id) throws IOException {
    return all().stream().filter(act -> act.undoes().filter(id::equals).isPresent()).toList();
  }

  /// What undos of an act have come to; once done stays done.
  Map<String, Act.Result> undone(String id) throws IOException {
    Map<String, Act.Result> undone = new LinkedHashMap<>();
    for (Act undo : undos(id).reversed()) {
      undo.results()
          .forEach((message, result) ->
              undone.merge(message, result, (old, now) -> old.isDone() ? old : now));
    }
    return undone;
  }

  /// Keeps others from undoing an act, until it is closed.
  ///
  /// @throws BeingUndone when somebody is at it
  Closeable undoing(String id) throws IOException {
    FileChannel file =
        FileChannel.open(
            OwnFolder.make(folder).resolve(id + UNDOING),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return file;
      }
    } catch (OverlappingFileLockException _) {
      // a thread of this process
    }
    file.close();
    throw new BeingUndone();
  }

  /// Another command, or another thread, is undoing the act.
  public static final class BeingUndone extends IOException {
    private static final long serialVersionUID = 1;

    BeingUndone() {
      super("somebody is undoing it just now");
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(NAME)).sorted().toList();
    }
  }

  /// Whether somebody is still at work on an act.
  public boolean isGoingOn(Act act) throws IOException {
    return act.ended().isEmpty() && ActFile.isGoingOn(folder.resolve(act.id() + NAME));
  }

  /// Acts that are over and that the journal does not have yet, the oldest first.
  public List<Act> unjournaled() throws IOException {
    List<Act> acts = new ArrayList<>();
    for (Act act : all().reversed()) {
      if (Files.notExists(folder.resolve(act.id() + JOURNALED)) && !isGoingOn(act)) {
        acts.add(act);
      }
    }
    return acts;
  }

  /// The journal has it.
  public void journaled(Act act) throws IOException {
    Files.write(folder.resolve(act.id() + JOURNALED), new byte[0]);
  }
}
