package weir.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import weir.directory.HostSettings;
import weir.verdict.Role;

/// What is not said of this machine, and makes traces less sure.
final class HostRemarks {
  private HostRemarks() {}

  /// Customers' mail gets tokens of ours. Where customers may run programs beside the gateway, one
  /// can hand out somebody else's header with its token, so none is certain.
  static List<String> of(Settings settings) {
    String name = settings.hostName().name();
    boolean isSaid =
        settings.hosts().entrySet().stream()
            .anyMatch(each -> isOf(name, each) && !each.getValue().roles().isEmpty());
    return isSaid || !letsOut(settings) || !traces(settings)
        ? List.of()
        : List.of(
            "hosts: it is not said what else this machine does, so no trace token of it is certain: a"
                + " table [hosts.%s] with roles = [\"mail\"] where no customer's program runs, else [\"web\"]"
                    .formatted(name.replaceFirst("\\..*", "")));
  }

  private static boolean letsOut(Settings settings) {
    return settings.listeners().values().stream().anyMatch(listener -> listener.role() != Role.MX)
        || !settings.routing().relayFrom().isEmpty();
  }

  /// Whether it is said whose mail it is, or who complains about it.
  private static boolean traces(Settings settings) {
    return !settings.directory().sources().isEmpty() || !settings.complaints().isEmpty();
  }

  private static boolean isOf(String name, Map.Entry<String, HostSettings> host) {
    return isOne(name, host.getKey())
        || host.getValue().aliases().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static boolean isOne(String name, String host) {
    String one = name.toLowerCase(Locale.ROOT);
    String other = host.toLowerCase(Locale.ROOT);
    return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
  }
}
