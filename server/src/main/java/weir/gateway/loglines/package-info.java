/// What the gateway says in the log: a line a transaction, a line a session where that says more,
/// when a client begins to be slowed down, and how many refusals the log did not show.
@NullMarked
package weir.gateway.loglines;

import org.jspecify.annotations.NullMarked;
