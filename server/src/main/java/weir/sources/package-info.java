/// The sources that run beside the gateway: logs and queues of this host's mail servers.
///
/// [weir.sources.Sources] starts a follower for each log of the settings, looks through the queues,
/// and says how far each is read; [weir.sources.Replay] reads logs from their beginning, for a
/// person who asks, and [weir.sources.WrittenLogs] has them searched for one message.
@NullMarked
package weir.sources;

import org.jspecify.annotations.NullMarked;
