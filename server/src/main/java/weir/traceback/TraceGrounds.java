package weir.traceback;

import java.util.List;
import weir.account.Directory;
import weir.net.IpPrefix;
import weir.tracing.TraceKeys;

/// What an installation knows that helps to trace a message.
///
/// @param host the provider's name of this machine
/// @param knowsHosts whether any host is known as the provider's; without one everything seems to
///   come from elsewhere
/// @param believed networks of others whose Received fields are believed
public record TraceGrounds(
    String host, Directory directory, boolean knowsHosts, List<IpPrefix> believed, TraceKeys keys) {
  public TraceGrounds {
    believed = List.copyOf(believed);
  }
}
