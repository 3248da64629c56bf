/// Follows the logs of mail servers on the host that they are written on.
///
/// A log is known by its content: a name may mean another file tomorrow, an inode may be used
/// again. What was read stays read over rotations and restarts; what nobody could read is counted.
///
/// [weir.agent.logs.LogLines] looks for the lines of one message in logs as they lie there, and
/// says whether a log would have them.
@NullMarked
package weir.agent.logs;

import org.jspecify.annotations.NullMarked;
