/// Commands about the fence on this host's mail ports. They need no server.
@NullMarked
package weir.cli.fence;

import org.jspecify.annotations.NullMarked;
