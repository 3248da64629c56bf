package weir.enforcement.linux;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.enforcement.EnforcementSettings.Linux.Also;

/// How a user was before anything was done, which is what it is to be again.
///
/// @param lock of its password
/// @param expiry the date as days since 1970, as the system writes it; empty for none
/// @param isLingering whether its services run without a session
/// @param isFrozen whether its slice stood still already
/// @param stopped processes that somebody else had stopped, see [UserProcesses.Each#id]
/// @param also what was to be stopped beside the login when it was put, whatever the settings say
///   later
record Former(
    Lock lock,
    String expiry,
    boolean isLingering,
    boolean isFrozen,
    List<String> stopped,
    Set<Also> also) {
  /// Of so many stopped processes it is written down that they were stopped before.
  static final int MOST_STOPPED = 1_000;

  private static final String NOT = "no";
  private static final String YES = "yes";

  Former {
    stopped = List.copyOf(stopped);
    also = Set.copyOf(also);
  }

  /// What is known of a password without reading it.
  enum Lock {
    OPEN,
    LOCKED,
    /// There is none, so that its lock can be taken off only by setting none again.
    EMPTY;

    static Lock of(String word) {
      return Arrays.stream(values())
          .filter(each -> each.word().equals(word))
          .findFirst()
          .orElse(LOCKED);
    }

    String word() {
      return switch (this) {
        case OPEN -> "open";
        case LOCKED -> "locked";
        case EMPTY -> "empty";
      };
    }
  }

  String text() {
    return "lock=%s expiry=%s linger=%s frozen=%s stopped=%s also=%s"
        .formatted(
            lock.word(),
            expiry,
            isLingering ? YES : NOT,
            isFrozen ? YES : NOT,
            String.join(",", stopped),
            also.stream().map(Also::name).sorted().collect(Collectors.joining(",")));
  }

  /// What [#text] wrote. Of a text of another kind nothing is restored.
  ///
  /// @param unsaid what was stopped besides where the text does not say it
  static Former read(String text, Collection<Also> unsaid) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(" ", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return new Former(
        Lock.of(parts.getOrDefault("lock", "")),
        parts.getOrDefault("expiry", LinuxUser.EXPIRED),
        parts.getOrDefault("linger", NOT).equals(YES),
        parts.getOrDefault("frozen", YES).equals(YES),
        list(parts.getOrDefault("stopped", "")).limit(MOST_STOPPED).toList(),
        parts.containsKey("also")
            ? list(parts.getOrDefault("also", "")).map(Also::valueOf).collect(Collectors.toSet())
            : Set.copyOf(unsaid));
  }

  private static Stream<String> list(String text) {
    return Arrays.stream(text.split(",")).filter(each -> !each.isEmpty());
  }
}
