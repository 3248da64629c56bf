/// What a message is made of, as an abuse desk has to see it: header fields, nested parts, decoded
/// octets and texts (RFC 2045 to 2047, 2231).
///
/// The package exists for mail that is broken, cut, pasted or hostile, and has to be read all the
/// same: complaints, bounces, queued spam. [weir.mime.Entity#read] walks once over octets that the
/// caller holds and gives a tree of [weir.mime.Entity]; nothing is decoded before somebody asks for
/// it, and every decoding has a limit. Lines may end in LF, CRLF or, where there is no LF at all,
/// CR. What was wrong stands in [weir.mime.Entity#faults]; nothing is an error.
///
/// It never judges, never opens archives or documents, and never says what a mail reader would
/// show: where readers differ, it takes the reading that finds more.
@NullMarked
package weir.mime;

import org.jspecify.annotations.NullMarked;
