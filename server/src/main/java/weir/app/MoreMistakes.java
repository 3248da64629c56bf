package weir.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.config.KeyPath;
import weir.config.Loose;
import weir.config.Mistake;
import weir.policy.Policies;

/// What else is wrong in a file that does not bind: its files, and names that stand for nothing. So
/// that all is found in one round, not in one after the other.
final class MoreMistakes {
  private static final KeyPath DOMAINS = KeyPath.of("domains");

  private final Loose file;
  private final List<Mistake> mistakes = new ArrayList<>();

  MoreMistakes(Loose file) {
    this.file = file;
  }

  /// These, and others at keys that are not among them.
  List<Mistake> beside(List<Mistake> found) {
    references();
    mistakes.addAll(new NamedFiles(Named.in(file), file.positions()).mistakes());
    Set<String> keys = new HashSet<>();
    found.forEach(each -> keys.add(each.key()));
    List<Mistake> all = new ArrayList<>(found);
    mistakes.stream().filter(each -> !keys.contains(each.key())).forEach(all::add);
    return all;
  }

  private void references() {
    if (file.linesAreLost()) {
      return;
    }
    Set<String> hops = file.names(KeyPath.of("hops"));
    Set<String> policies = new HashSet<>(file.names(KeyPath.of("policies")));
    policies.add(Policies.DEFAULT);
    for (String domain : file.names(DOMAINS)) {
      reference(DOMAINS.key(domain).key("hop"), "hop", hops);
      reference(DOMAINS.key(domain).key("policy"), "policy", policies);
    }
    reference(KeyPath.of("routing").key("onward-hop"), "hop", hops);
  }

  private void reference(KeyPath key, String kind, Set<String> known) {
    file.text(key)
        .filter(name -> !known.contains(name))
        .ifPresent(name -> mistakes.add(file.positions().undefined(key, kind, name, known)));
  }
}
