/// Hands judged messages on: to a mail server by SMTP or LMTP, or into Maildirs.
///
/// The gateway calls [weir.nexthop.NextHop#handOver] once per message, from its own virtual thread,
/// and answers its client with what came back. The final dot towards the hop (or the rename into
/// `new`) is the commit: just before it the client is looked for, after it the answer is always
/// awaited. The package also asks the hop whether a recipient exists ([weir.nexthop.CallForward]).
///
/// Never here: judging, retrying later, a queue of our own, an answer the hop did not give.
@NullMarked
package weir.nexthop;

import org.jspecify.annotations.NullMarked;
