/// The queue of this host's mail server: searched while the server runs, and messages held,
/// released and deleted as the server itself does it.
///
/// A [QueueScan] looks through a [Spool] for what is [Wanted] and gives [Found] messages. A [Hand]
/// carries out one kind of deed with the server's own programs, and [Deeds] sees to it that each
/// [Act] is written down before it begins, that what is deleted is kept as evidence first, and that
/// it can be undone.
///
/// A [QueueSource] looks through a [WatchedQueue] again and again, and tells of what lies there,
/// for hosts whose log is missing or began too late.
///
/// Files of a queue are never written here, and moved only where the server has no other way and
/// stands still (qmail).
@NullMarked
package weir.agent.queue;

import org.jspecify.annotations.NullMarked;
