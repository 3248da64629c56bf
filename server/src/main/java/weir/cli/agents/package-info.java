/// Commands about the agents of this server.
@NullMarked
package weir.cli.agents;

import org.jspecify.annotations.NullMarked;
