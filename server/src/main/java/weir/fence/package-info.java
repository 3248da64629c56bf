/// The settings of a host's fence: a small file of their own, since a web server has no gateway.
/// What they name is looked up here, and the rest is for [weir.agent.fence].
@NullMarked
package weir.fence;

import org.jspecify.annotations.NullMarked;
