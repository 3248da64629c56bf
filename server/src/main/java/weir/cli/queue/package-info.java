/// `weir queue`: looks through the queue of this host's mail server, and holds, releases and
/// deletes messages in it. Needs no running server.
///
/// What the queue says and what is done to it is of `weir.agent.queue`; here it is asked for,
/// previewed, confirmed and shown.
@NullMarked
package weir.cli.queue;

import org.jspecify.annotations.NullMarked;
