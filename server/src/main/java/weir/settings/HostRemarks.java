package weir.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.directory.HostSettings;
import weir.sources.LogSettings;
import weir.verdict.Role;

/// What is not said of hosts, and makes traces less sure.
final class HostRemarks {
  private HostRemarks() {}

  static List<String> of(Settings settings) {
    if (!traces(settings)) {
      return List.of();
    }
    List<String> remarks = new ArrayList<>();
    token(settings).ifPresent(remarks::add);
    settings.logs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(log -> syslog(log.getKey(), log.getValue(), settings).stream())
        .forEach(remarks::add);
    return remarks;
  }

  /// Customers' mail gets tokens of ours. Where customers may run programs beside the gateway, one
  /// can hand out somebody else's header with its token, so none is certain.
  private static Optional<String> token(Settings settings) {
    String name = settings.hostName().name();
    return hasRoles(name, settings) || !letsOut(settings)
        ? Optional.empty()
        : Optional.of(
            "hosts: it is not said what else this machine does, so no trace token of it is certain: a"
                + " table [hosts.%s] with roles = [\"mail\"] where no customer's program runs, else [\"web\"]"
                    .formatted(label(name)));
  }

  /// Into a file of syslog's any program of the host can write in a mail server's name. Of a server
  /// that is named and writes its own file, that is not asked.
  private static Optional<String> syslog(String name, LogSettings log, Settings settings) {
    boolean isSyslogs =
        log.file().isPresent()
            && !log.hostsInLines()
            && (log.framing() == LogSettings.Framing.SYSLOG
                || (log.framing() == LogSettings.Framing.ANY
                    && (log.server() == LogSettings.Server.ANY
                        || log.server() == LogSettings.Server.POSTFIX)));
    String host = log.host().orElse(settings.hostName().name());
    return !isSyslogs || hasRoles(host, settings)
        ? Optional.empty()
        : Optional.of(
            "logs.%s: it is not said what %s does, so what a file of syslog's tells of it is likely at"
                    .formatted(name, host)
                + " most: a table [hosts.%s] with roles = [\"mail\"] where no customer's program runs; else follow the journal"
                    .formatted(label(host)));
  }

  private static String label(String host) {
    return host.replaceFirst("\\..*", "");
  }

  private static boolean hasRoles(String name, Settings settings) {
    return settings.hosts().entrySet().stream()
        .anyMatch(each -> isOf(name, each) && !each.getValue().roles().isEmpty());
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
