/// Dialog files: whole SMTP sessions as plain text, and the player that holds them with a server.
///
/// The format is docs/manual/dialogs.md. [weir.testkit.dialog.Dialog] is a file that was read,
/// [weir.testkit.dialog.Player] plays it against a [weir.testkit.dialog.Partner], which is all that
/// is known here of the server: where it listens, its clock, what it wrote down.
@NullMarked
package weir.testkit.dialog;

import org.jspecify.annotations.NullMarked;
