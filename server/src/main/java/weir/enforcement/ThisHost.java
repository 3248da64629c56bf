package weir.enforcement;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import weir.agent.queue.Programs;
import weir.net.IpAddress;
import weir.queues.QueueDesk;

/// The host that we run on, for those places that are on it.
///
/// @param name by which the directory calls it
/// @param queue of its mail server, as the settings say now
/// @param addresses of other hosts now, by their names in the directory
/// @param firstUid users below it are the system's own
/// @param lastUid nor is anybody above it touched
/// @param ownUid that we run as
/// @param chance for ids
public record ThisHost(
    String name,
    Supplier<QueueDesk> queue,
    Function<String, List<IpAddress>> addresses,
    int firstUid,
    long lastUid,
    long ownUid,
    RandomGenerator chance) {

  /// Sweeps its queue.
  ///
  /// @param programs of this host
  public QueueSweep sweep(Programs programs) {
    return new QueueSweep(queue, programs, chance);
  }
}
