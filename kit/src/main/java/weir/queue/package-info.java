/// What the queues of mail servers say: Postfix, Exim and qmail, one message at a time.
///
/// A [QueueFormat] lists the files of a queue, and reads each into one [QueuedMessage] and its
/// content, the same for every server. It is made for queues in use: files vanish between the
/// listing and the reading, are half written, and say of themselves what is not so. Each of these
/// is a [QueueRead] of its own.
///
/// ```java
/// QueueFormat queue = new PostfixQueue(Path.of("/var/spool/postfix"));
/// queue.list(file -> { ... queue.read(file) ... });
/// ```
///
/// It never writes, moves or locks anything in a queue, and keeps no state.
@NullMarked
package weir.queue;

import org.jspecify.annotations.NullMarked;
