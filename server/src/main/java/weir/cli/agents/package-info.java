/// `weir agents`: the hosts that are agents of this server. `verify` asks the running server; the
/// others read and write its file of agents, and do not need it.
@NullMarked
package weir.cli.agents;

import org.jspecify.annotations.NullMarked;
