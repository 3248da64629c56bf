/// What Java has no way to and the agent needs of Linux: netlink sockets, and through them the
/// table of TCP sockets and the news of the firewall; by the C library, without a program or a
/// library of our own.
///
/// Calls that may wait are for platform threads: a virtual one would keep its carrier.
@NullMarked
package weir.agent.kernel;

import org.jspecify.annotations.NullMarked;
