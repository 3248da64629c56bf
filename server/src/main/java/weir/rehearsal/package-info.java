/// Dialog files: whole SMTP sessions as plain text, and the player that holds them with a server.
///
/// The format is docs/manual/dialogs.md. [weir.rehearsal.DialogFile] is a file that was read,
/// [weir.rehearsal.Player] plays it against a [weir.rehearsal.Partner], which is all that is known
/// here of the server: where it listens, its clock, what it wrote down.
@NullMarked
package weir.rehearsal;

import org.jspecify.annotations.NullMarked;
