/// `weir fence`, and `weir probe-target` against which it is tried: the fence on this host's mail
/// ports. They read `/etc/weir/fence.toml`, speak with nft and the kernel themselves, and need
/// neither server nor agent; only `rollout` is typed on the server.
///
/// A [FenceSubcommand] is about the fence of this host; a `Page` or `Text` is for people, a `Line`
/// for scripts.
@NullMarked
package weir.cli.fence;

import org.jspecify.annotations.NullMarked;
