/// `weir agent`: the agent of this host. Needs no running server.
///
/// What the agent leaves on a host while it runs is a [weir.cli.agent.Remainder] each, so that
/// `weir agent remove` says and takes away all of it.
@NullMarked
package weir.cli.agent;

import org.jspecify.annotations.NullMarked;
