/// What tests of every module need: what stands in for the world, and waits for it.
///
/// Nothing here is ever part of the running product. What rehearsals need, too, the player of
/// dialogs and a mail server that misbehaves on order, is in the server: `weir.rehearsal` and
/// `weir.sink`.
@NullMarked
package weir.testkit;

import org.jspecify.annotations.NullMarked;
