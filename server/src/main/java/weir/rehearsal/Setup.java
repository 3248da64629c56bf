package weir.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.net.IpAddress;

/// What holds before anybody talks.
///
/// @param listener which of the server's listeners is talked to
/// @param peer the client's address as the server shall see it; empty: whatever it sees by itself
/// @param dns lines for [weir.dns.Zone]
/// @param settings lines of the server's configuration, by key
/// @param files contents of files that the settings name
/// @param logins names that log in somewhere, with whatever password
public record Setup(
    String listener,
    Optional<IpAddress> peer,
    List<String> dns,
    Map<String, String> settings,
    Map<String, String> files,
    Set<String> logins) {

  public Setup {
    dns = List.copyOf(dns);
    settings = Map.copyOf(settings);
    files = Map.copyOf(files);
    logins = Set.copyOf(logins);
  }
}
