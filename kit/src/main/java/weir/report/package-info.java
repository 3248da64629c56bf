/// What mail about mail says: complaints (ARF of RFC 5965 and everything else that people and
/// providers send), bounces (RFC 3464 and older) and automatic replies.
///
/// [weir.report.ReportReader#read] looks at a message once and gives a [weir.report.Report] for
/// each message that it is about. Everything in it is the word of whoever wrote it: nothing here
/// says that a complaint is true, that the message was ours, or whose it was.
///
/// It never asks anybody and never keeps anything. Reports as JSON (XARF) are read by whoever has a
/// JSON reader, through [weir.report.JsonReports].
@NullMarked
package weir.report;

import org.jspecify.annotations.NullMarked;
