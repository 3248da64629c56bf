/// The wire of SMTP, RFC 5321: lines, commands, replies and messages as octets.
///
/// **Why.** Both sides of the gateway and every test speak through these types, so that framing is
/// decided in one place: only CRLF ends a line, only CRLF.CRLF ends a message (section 2.3.8), and
/// everything has a bound.
///
/// **How.** A [LineReader] reads lines from a [ByteSource]; [CommandParser] makes a [Command] of a
/// line; a [DotReader] reads a message from the same reader into a [MessageSink]; a [Reply] goes
/// back. Towards a next hop, [ReplyReader] reads replies, [Extensions] says what the hop can do and
/// [DotWriter] sends the message.
///
/// **Never.** Nothing here opens a socket, waits by itself, knows a clock or decides what a command
/// is answered, beyond the syntax errors that RFC 5321 and its extensions name. Nothing here is
/// thread-safe unless it says so.
@NullMarked
package weir.smtp;

import org.jspecify.annotations.NullMarked;
