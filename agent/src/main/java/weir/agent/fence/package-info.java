/// The fence: no process of this host reaches a mail server but those that it may, and every try is
/// counted for its user.
///
/// A [Fence] is what is wanted, a [Ruleset] the text of it for nftables, in a table of its own that
/// only ever drops and so stands beside the rules of others. A [Fencing] applies it in one
/// transaction, armed by a timer in the kernel until somebody confirms it, reads back what there
/// is, and takes it away. A [FenceWatcher] puts it up again when somebody else took it away, and
/// [PermittedNames] follows servers that move. A [KernelProbe] says what this host can do, a
/// [Sweep] ends what was open before. [LockOut] says whom it would cut off who must not be,
/// [ForeignRules] which rules of others are in the way. `export` says the same for switches,
/// routers and clouds.
@NullMarked
package weir.agent.fence;

import org.jspecify.annotations.NullMarked;
