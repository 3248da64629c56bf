package weir.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Words that other programs, or habit, have for the same setting.
final class Synonyms {
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("name", "zone", "list", "rbl", "suffix"),
          Set.of("address", "host", "server", "listen", "ip"),
          Set.of("enabled", "on", "active", "enable"),
          Set.of("timeout", "patience", "deadline"),
          Set.of("listed", "action", "result"));

  private Synonyms() {}

  /// The known word that means the same as `written`.
  static Optional<String> of(String written, Collection<String> known) {
    return SAME.stream()
        .filter(words -> words.contains(written))
        .flatMap(words -> known.stream().filter(words::contains))
        .findFirst();
  }
}
