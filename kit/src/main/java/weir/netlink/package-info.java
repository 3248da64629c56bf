/// The wire of netlink(7), by which Linux tells and is told about sockets and packets: messages,
/// their attributes, and the packets that a firewall logs (NFLOG).
///
/// All is in the byte order of the machine, save what the kernel hands on from the network.
@NullMarked
package weir.netlink;

import org.jspecify.annotations.NullMarked;
