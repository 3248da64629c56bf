/// The agent: the process that runs on a host of the provider's, watches the fence there, tells the
/// server what it sees, and does what the server orders within the bounds of the host's own file.
///
/// [HostAgent] starts its duties by the [AgentFile] ([FenceDuty], [MailLogs], [SubmissionDuty]).
/// What they see goes into the [ReportJournal] first, and from there to the server ([Uplink]), so
/// that nothing is lost while the server is away. What the server orders comes through [Orders],
/// which looks who signed it and asks the file, to [Hands], which does it. A gateway that is a
/// process of its own is such an agent, too ([ControlLink]).
///
/// Nothing here decides whom to fence, and no order names a program or a path that the agent did
/// not tell of.
@NullMarked
package weir.onhost;

import org.jspecify.annotations.NullMarked;
