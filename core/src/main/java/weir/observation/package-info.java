/// Single facts about outgoing mail, as the sources tell them: our own gateway, logs, queues,
/// complaints, the kernel.
///
/// An [Observation] is one fact, with its [Witness]: which source on which host, and when. The same
/// message is seen by several witnesses under several ids. [LogJoin] makes observations of the
/// lines of one log; [Passages] joins observations to [Passage]s, each counted once.
@NullMarked
package weir.observation;

import org.jspecify.annotations.NullMarked;
