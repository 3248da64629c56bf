package weir.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.gateway.ListenerSettings;
import weir.verdict.Role;

/// Listeners that are no mistake and serve nobody.
public final class ListenerRemarks {
  private ListenerRemarks() {}

  public static List<String> of(Map<String, ListenerSettings> listeners, boolean certificate) {
    List<String> remarks = new ArrayList<>();
    if (listeners.isEmpty()) {
      remarks.add("no listener is set: nobody can connect");
    }
    new TreeMap<>(listeners)
        .forEach((name, listener) -> {
          if (listener.role() == Role.SUBMISSION && !certificate) {
            remarks.add(
                "listeners.%s: nobody can log in without a certificate: set [tls] certificate and key"
                    .formatted(name));
          }
        });
    return List.copyOf(remarks);
  }
}
