package weir.app;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import weir.account.Directory;
import weir.account.Host;
import weir.net.IpAddress;
import weir.observation.HostAddresses;
import weir.settings.Settings;

/// Which host has an address, by the name under which our sources write down what it does: a
/// message that one host hands on to another is looked for under that.
///
/// @param written names of hosts that sources write
record HostsAsWritten(Directory directory, Set<String> written) implements HostAddresses {

  /// The names that the sources of these settings write, the gateway's own first.
  static Set<String> names(Settings settings) {
    Set<String> names = new LinkedHashSet<>();
    names.add(settings.hostName().name());
    settings.logs().values().forEach(each -> each.host().ifPresent(names::add));
    settings.watchedQueues().values().forEach(each -> each.host().ifPresent(names::add));
    return names;
  }

  @Override
  public Optional<String> hostAt(IpAddress address, Instant at) {
    return directory.hostAt(address, at).map(this::asWritten);
  }

  private String asWritten(Host host) {
    return written.contains(host.name())
        ? host.name()
        : written.stream()
            .filter(name -> directory.host(name).filter(host::equals).isPresent())
            .findFirst()
            .orElse(host.name());
  }
}
