package weir.agent.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was done to queues, a file each, below the state folder.
public final class Acts {
  /// The folder's name.
  public static final String FOLDER = "queue-acts";

  private static final String NAME = ".act";

  /// Beside the file of an act that the journal has.
  private static final String JOURNALED = ".journaled";

  private static final Pattern ID = Pattern.compile("[0-9a-z]{1,32}");

  private final Path folder;

  /// @param state the state folder
  public Acts(Path state) {
    this.folder = state.resolve(FOLDER);
  }

  ActFile begin(Act act) throws IOException {
    return ActFile.begin(OwnFolder.make(folder).resolve(act.id() + NAME), act);
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

  /// Whether the act was undone by another one.
  public boolean isUndone(String id) throws IOException {
    return all().stream().anyMatch(act -> act.undoes().filter(id::equals).isPresent());
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
