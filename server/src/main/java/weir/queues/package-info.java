/// The queue of this host's mail server as Weir is configured: its settings, whose its messages
/// are, and what of it goes into the journal. The queue itself is read and changed by
/// [weir.agent.queue].
@NullMarked
package weir.queues;

import org.jspecify.annotations.NullMarked;
