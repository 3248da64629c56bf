package weir.app;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import weir.verdict.Role;

/// Listeners that are no mistake and serve nobody.
final class ListenerRemarks {
  private ListenerRemarks() {}

  static List<String> of(Settings settings) {
    List<String> remarks = new ArrayList<>();
    if (settings.listeners().isEmpty()) {
      remarks.add("no listener is set: nobody can connect");
    }
    new TreeMap<>(settings.listeners())
        .forEach((name, listener) -> {
          if (listener.role() == Role.SUBMISSION && settings.tls().isEmpty()) {
            remarks.add(
                "listeners.%s: nobody can log in without a certificate: set [tls] certificate and key"
                    .formatted(name));
          }
        });
    return List.copyOf(remarks);
  }
}
