package weir.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Gathers what is said to be on hosts that nobody has named among the provider's: a name that is
/// spelled in another way there, or a host that is missing.
final class UnknownHosts {
  private static final int EXAMPLES = 3;

  private final Predicate<String> isKnown;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Map<String, Found> unknown = new HashMap<>();

  private static final class Found {
    private final List<Identity> examples = new ArrayList<>(EXAMPLES);
    private int identities;

    void add(Identity identity) {
      identities++;
      if (examples.size() < EXAMPLES) {
        examples.add(identity);
      }
    }
  }

  /// @param isKnown whether a host of the provider's has the name, or is meant by it
  UnknownHosts(Predicate<String> isKnown) {
    this.isKnown = isKnown;
  }

  void add(Identity identity) {
    identity
        .ofHost()
        .filter(host -> !known.computeIfAbsent(host, isKnown::test))
        .ifPresent(host -> unknown.computeIfAbsent(host, _ -> new Found()).add(identity));
  }

  /// Those of which most is said first.
  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    unknown.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Found> each) -> -each.getValue().identities)
                .thenComparing(Map.Entry::getKey))
        .forEach(each ->
            troubles.add(
                new Trouble.OfHost(
                    each.getKey(), each.getValue().examples, said(each.getValue().identities))));
    return troubles;
  }

  private static String said(int identities) {
    return "is not among [hosts], and %,d %s on it"
        .formatted(identities, identities == 1 ? "identity is" : "identities are");
  }
}
