package weir.app;

import java.util.ArrayList;
import java.util.List;

/// What cannot change while the server runs.
final class Restart {
  private Restart() {}

  /// Keys whose new values wait for a restart.
  static List<String> needed(Settings running, Settings wanted) {
    List<String> keys = new ArrayList<>();
    note(keys, "host-name", running.hostName(), wanted.hostName());
    note(keys, "folder", running.folder(), wanted.folder());
    note(keys, "metrics", running.metrics(), wanted.metrics());
    note(keys, "listeners", running.listeners(), wanted.listeners());
    note(keys, "tls", running.tls(), wanted.tls());
    note(keys, "dns", running.dns(), wanted.dns());
    note(keys, "journal", running.journal(), wanted.journal());
    note(keys, "wire", running.wire(), wanted.wire());
    note(keys, "call-forward", running.callForward(), wanted.callForward());
    return keys;
  }

  private static void note(List<String> keys, String key, Object running, Object wanted) {
    if (!running.equals(wanted)) {
      keys.add(key);
    }
  }
}
