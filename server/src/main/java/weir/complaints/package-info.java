/// Complaints that came in: read, kept, looked up again, settled.
///
/// [weir.complaints.Intake] takes a message from a door (standard input, a Maildir, a folder of an
/// IMAP server), reads it with [weir.report.ReportReader] and puts it into
/// [weir.complaints.ComplaintStore]. A door may forget or mark a message only when
/// [weir.complaints.Intake#take] has returned: it is on disk then. The same octets are kept once,
/// so that a door which crashed in between offers them again without harm. [weir.complaints.Doors]
/// has the doors of the settings visited while the server runs, and [weir.complaints.LookAgain]
/// asks again about those of whom nobody knew.
///
/// It never decides whose a complaint is and never acts on one: [weir.complaints.Owners] is asked,
/// and what it does not know is nobody's.
@NullMarked
package weir.complaints;

import org.jspecify.annotations.NullMarked;
