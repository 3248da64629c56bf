package weir.traceback;

import java.util.List;
import java.util.Set;
import weir.account.Directory;
import weir.net.IpPrefix;
import weir.sources.WrittenLogs;
import weir.tracing.TraceKeys;

/// What an installation knows that helps to trace a message.
///
/// @param host the provider's name of this machine
/// @param hosts names of the hosts that are known as the provider's
/// @param believed networks of others whose Received fields are believed
/// @param logs those that can be looked into for the lines of a message
public record TraceGrounds(
    String host,
    Directory directory,
    Set<String> hosts,
    List<IpPrefix> believed,
    TraceKeys keys,
    WrittenLogs logs) {
  public TraceGrounds {
    hosts = Set.copyOf(hosts);
    believed = List.copyOf(believed);
  }

  /// Whether any host is known; without one everything seems to come from elsewhere.
  boolean knowsHosts() {
    return !hosts.isEmpty();
  }
}
