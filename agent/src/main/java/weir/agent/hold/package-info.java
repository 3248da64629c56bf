/// Whoever connects to where no mail may go is looked at while he waits.
///
/// The fence drops the first packet of such a connection and logs it. The process waits in
/// `connect` for an answer, and [Hold] reads who it is: by the kernel's word of who called
/// `connect` ([Callers]) where there is one, else by looking for the process that has the socket.
/// Then the connection is ended, and the process learns of it at once. Should we be slow, or not be
/// there at all, the fence ends it when the packet comes again, after a second.
///
/// Each packet is counted; what can be left out when there are too many is the look at the process,
/// and how often that happened is a number.
@NullMarked
package weir.agent.hold;

import org.jspecify.annotations.NullMarked;
