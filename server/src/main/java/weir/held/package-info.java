/// The one store of messages of ours: what a policy keeps from its recipient until somebody
/// decides, and the rare copy of a message that had to differ from the one the next hop took.
///
/// **A message** is a file with the octets that its recipient would get, and a row of the index:
/// its envelope, why it is here, and its state. [weir.held.HeldStore#keep] returns when both are
/// durable, so that only then anybody is told 250 (invariant 1). What is kept beside a message that
/// the next hop has not answered yet is pending: [weir.held.HeldStore#settle] makes it stay or go
/// by that answer, and what is pending after a crash goes, since its client was never answered.
///
/// **Release.** [weir.held.Releaser] hands messages on by the next hop of their recipient, again
/// and again while the hop cannot take them; what it refuses for good stays held.
///
/// **Bounds.** Messages and bytes, for each account and in all; a message beyond them is not taken
/// (452). Nothing is thrown away before its time ([weir.held.HeldSettings#keep]) unless an operator
/// says so. That time passes while the server runs, and by no clock: see [weir.held.HeldAge].
///
/// It judges nothing, and it says nothing to clients. Until there is a directory of accounts, an
/// account is the recipient's domain.
@NullMarked
package weir.held;

import org.jspecify.annotations.NullMarked;
