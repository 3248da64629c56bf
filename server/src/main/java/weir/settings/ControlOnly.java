package weir.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import weir.config.KeyPath;
import weir.config.Problems;

/// What a gateway must not name that has control beside it: keys of panels and of notices, agents
/// of its own, and all that would only be passed over.
final class ControlOnly {
  private ControlOnly() {}

  static void check(Settings settings, Problems problems) {
    if (settings.control().isEmpty()) {
      return;
    }
    Map<KeyPath, Boolean> named = new LinkedHashMap<>();
    named.put(KeyPath.of("agents").key("address"), settings.agents().address().isPresent());
    named.put(KeyPath.of("enforcement"), !settings.enforcement().isEmpty());
    named.put(KeyPath.of("notices"), !settings.notices().isEmpty());
    named.put(KeyPath.of("complaints"), !settings.complaints().isEmpty());
    named.put(KeyPath.of("logs"), !settings.logs().isEmpty());
    named.put(KeyPath.of("watched-queues"), !settings.watchedQueues().isEmpty());
    named.put(KeyPath.of("outbound").key("limits"), settings.outbound().limits().isPresent());
    named.put(KeyPath.of("outbound").key("countries"), settings.outbound().countries().isPresent());
    named.put(KeyPath.of("directory"), !settings.directory().sources().isEmpty());
    named.forEach((key, isNamed) -> {
      if (isNamed && problems.isKnown(key)) {
        problems.add(key, "belongs to control: this gateway has [control], and holds no keys");
      }
    });
  }
}
