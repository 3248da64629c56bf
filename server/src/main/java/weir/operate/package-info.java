/// What operators ask of the running server, answered: its status, who is busiest, leases, held
/// messages, DNS lists, a reload, the stop.
///
/// Questions come as `weir.api` has them, from the socket of the command line. What changes
/// something is journaled with who asked. Nothing here is on the way of a message.
@NullMarked
package weir.operate;

import org.jspecify.annotations.NullMarked;
