/// What others may see of the gateway while it works: its counts, its open sessions, and who is
/// busiest. Sessions write here; nothing here knows how a session goes.
@NullMarked
package weir.gateway.live;

import org.jspecify.annotations.NullMarked;
