/// What an IMAP server says (RFC 3501), as far as somebody needs it who takes messages out of a
/// folder.
///
/// [weir.imap.ImapReader] makes an [weir.imap.ImapAnswer] of each answer; a message in it goes to a
/// [weir.imap.BodyTaker] while it is read, and is never in memory as a whole. [weir.imap.ImapWords]
/// writes what stands in commands.
///
/// It opens no socket, sends nothing and knows no time. Whatever a server says, each answer costs
/// bounded memory.
@NullMarked
package weir.imap;

import org.jspecify.annotations.NullMarked;
