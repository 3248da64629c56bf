package weir.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.check.Action;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.MustRead;
import weir.config.Problems;
import weir.listfile.Kind;
import weir.listfile.ListFile;
import weir.listfile.ReadAs;

@Doc("One of your lists: a file, or lines that stand here. Its format is in lists.md.")
public record OwnList(
    @Doc("The file, one entry a line.") @MustRead Optional<Path> file,
    @Doc("Its lines, for a short list without a file.") List<String> lines,
    @Doc(
            "How lines without a prefix are read, and what `!` means: `plain`, `glob`, `regex`, `qregex` or `spamcontrol`.")
        @Default("plain")
        ReadAs readAs,
    @Doc("Whom it concerns: `strangers`, or `all`: customers and your own hosts, too.")
        @Default("strangers")
        Clients clients,
    @Doc(
            "What it is called in findings; without it the file's name, or `lines`, `lines-2` and so on.")
        Optional<String> name,
    @Doc("What being on it leads to, if not what the finding's own key says.")
        Optional<Action> then)
    implements Checked {
  private static final String LINES = "lines";

  public OwnList {
    lines = List.copyOf(lines);
  }

  @Override
  public void check(Problems problems) {
    if (file.isPresent() != lines.isEmpty() && problems.isKnown(KeyPath.ROOT)) {
      problems.add(
          KeyPath.ROOT, file.isPresent() ? "give file or lines, not both" : "give file or lines");
    }
  }

  /// What findings and policies call it.
  String title() {
    return name.orElseGet(() -> file.map(Path::getFileName).map(Path::toString).orElse(LINES));
  }

  /// The lists, so that those without a file and a name can be told from each other.
  static List<OwnList> told(List<OwnList> lists) {
    List<OwnList> told = new ArrayList<>(lists.size());
    int nameless = 0;
    for (OwnList list : lists) {
      boolean another = list.name.isEmpty() && list.file.isEmpty() && ++nameless > 1;
      told.add(another ? list.called(LINES + "-" + nameless) : list);
    }
    return List.copyOf(told);
  }

  private OwnList called(String title) {
    return new OwnList(file, lines, readAs, clients, Optional.of(title), then);
  }

  /// Where its lines stand, for evidence.
  String place() {
    return file.map(Path::toString).orElseGet(this::title);
  }

  ListFile read(Kind kind) {
    return file.map(path -> ListFile.read(path, kind, readAs))
        .orElseGet(() -> ListFile.of(lines, kind, readAs));
  }

  /// A sentence for each list without an entry.
  static List<String> remarks(List<OwnList> lists, Kind kind) {
    return lists.stream()
        .filter(list -> list.read(kind).list().size() == 0)
        .map(list -> "list " + list.place() + " has no entry, so that it finds nobody")
        .toList();
  }

  /// Reports what is wrong with each of the lists under a key.
  static void report(List<OwnList> lists, String key, Kind kind, Problems problems) {
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < lists.size(); i++) {
      if (!titles.add(lists.get(i).title()) && problems.isKnown(KeyPath.of(key).item(i))) {
        problems.add(
            KeyPath.of(key).item(i),
            "another list here is called \"%s\", too: give one a name"
                .formatted(lists.get(i).title()));
      }
      KeyPath at = KeyPath.of(key).item(i);
      KeyPath place = at.key(lists.get(i).file().isPresent() ? "file" : "lines");
      if (problems.isKnown(place) && problems.isKnown(at.key("read-as"))) {
        lists.get(i).read(kind).mistakes().forEach(mistake -> problems.add(place, mistake));
      }
    }
  }
}
