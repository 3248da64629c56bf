/// From a message that somebody complains about to whose it is, by all that this installation has
/// written down: its trace keys, the journal, the passages, the directory of accounts.
///
/// The walk itself is [weir.tracing]'s; this package has what it asks. [weir.traceback.Traceback]
/// traces for `weir trace`, [weir.traceback.TracedOwners] says for [weir.complaints] whose a
/// complaint is. It writes nothing.
@NullMarked
package weir.traceback;

import org.jspecify.annotations.NullMarked;
