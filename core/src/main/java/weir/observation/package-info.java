/// Single facts about outgoing mail, as the sources tell them: our own gateway, logs, queues,
/// complaints, the kernel.
///
/// An [Observation] is one fact, with its [Witness]: which source on which host, and when. The same
/// message is seen by several witnesses under several ids; joining them to one passage is the next
/// step. [LogJoin] makes observations of the lines of one log.
@NullMarked
package weir.observation;

import org.jspecify.annotations.NullMarked;
