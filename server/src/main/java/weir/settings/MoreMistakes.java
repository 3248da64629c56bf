package weir.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.config.Loose;
import weir.config.Mistake;

/// What is wrong with the files that a configuration names which does not bind, so that all is
/// found in one round, not in one after the other.
final class MoreMistakes {
  private final Loose file;

  MoreMistakes(Loose file) {
    this.file = file;
  }

  /// These, and others at keys that are not among them.
  List<Mistake> beside(List<Mistake> found) {
    Set<String> keys = new HashSet<>();
    found.forEach(each -> keys.add(each.key()));
    List<Mistake> all = new ArrayList<>(found);
    new NamedFiles(Named.in(file), file.positions())
        .mistakes().stream().filter(each -> !keys.contains(each.key())).forEach(all::add);
    return all;
  }
}
