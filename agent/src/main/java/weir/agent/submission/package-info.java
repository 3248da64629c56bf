/// Who hands mail to this host's sendmail, asked before the mail server takes it: by the wrapper
/// that stands in sendmail's place (`packaging/wrapper`).
///
/// [weir.agent.submission.SubmissionDoor] listens, [weir.agent.submission.SubmissionDesk] decides
/// by limits of users, scripts and sites. Who asks the kernel says; what the wrapper writes is a
/// claim. No message is read. Where nobody answers, mail goes on: that is the wrapper's matter.
@NullMarked
package weir.agent.submission;

import org.jspecify.annotations.NullMarked;
