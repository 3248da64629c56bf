/// Keeps what one node must not forget over a restart or a crash: leases of `weir allow` and `weir
/// block`, and clients that have passed greylisting.
///
/// [weir.snapshot.DurableState] is a [weir.state.State] in memory whose durable tables are also
/// written to one append-only file, by one thread of its own, and rewritten from memory when most
/// of the file is out of date. Memory is the truth: a disk that fails costs durability, which is
/// said in the log and by counters, and never an answer to a client.
///
/// It does not lock the folder, and it never writes counters: those start again at a restart.
@NullMarked
package weir.snapshot;

import org.jspecify.annotations.NullMarked;
