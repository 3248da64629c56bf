/// A weaker fence for hosts without nft: by iptables, and ipset where it is there.
///
/// It holds the same connections and lets the same through. What nftables does in one transaction
/// of the kernel here takes one for IPv4 and one for IPv6; what takes it back unless it is
/// confirmed is a process, and no timer of the kernel; and nobody counts for each user. Used by
/// `weir fence apply --iptables` only, never by itself.
@NullMarked
package weir.agent.fence.iptables;

import org.jspecify.annotations.NullMarked;
