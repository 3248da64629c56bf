/// The fence as text for machines that are not ours: switches, routers, other firewalls, clouds.
/// For hosts on which nobody may install anything, and as a second wall around those where somebody
/// may.
@NullMarked
package weir.agent.fence.export;

import org.jspecify.annotations.NullMarked;
