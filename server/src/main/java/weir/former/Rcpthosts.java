package weir.former;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `rcpthosts` and `morercpthosts`: whose mail qmail takes from strangers.
///
/// Two traps: without the file it takes everybody's, and an address without `@` always passes.
final class Rcpthosts {
  private final boolean missing;
  private final Map<String, OldLine> hosts = new HashMap<>();

  /// @param first lines of `rcpthosts`; empty when there is no such file
  Rcpthosts(Optional<List<OldLine>> first, Optional<List<OldLine>> more) {
    missing = first.isEmpty();
    first.ifPresent(this::add);
    more.ifPresent(this::add);
  }

  private void add(List<OldLine> lines) {
    lines.forEach(line -> hosts.putIfAbsent(line.text().toLowerCase(Locale.ROOT), line));
  }

  /// Why a recipient is taken; empty where it is not.
  Optional<String> allows(String recipient) {
    if (missing) {
      return Optional.of("no rcpthosts: an open relay");
    }
    int at = recipient.lastIndexOf('@');
    if (at < 0) {
      return Optional.of("rcpthosts: no @ in the address");
    }
    String host = recipient.substring(at + 1).toLowerCase(Locale.ROOT);
    for (int i = 0; i < host.length(); i++) {
      OldLine line = i == 0 || host.charAt(i) == '.' ? hosts.get(host.substring(i)) : null;
      if (line != null) {
        return Optional.of(line.place());
      }
    }
    return Optional.empty();
  }
}
