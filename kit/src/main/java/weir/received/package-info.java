/// What the Received fields of a message say: who wrote each, from whom it had the message, as whom
/// that one was known to it, when.
///
/// [Received] is one field, [Came] how the message came to its writer. What the writer saw or
/// checked itself (address, confirmed name, login, uid) is told apart from what it was told (HELO,
/// ident, sender). Whether the writer can be believed is not known here: anybody can put a field of
/// any look into a message before he sends it.
@NullMarked
package weir.received;

import org.jspecify.annotations.NullMarked;
