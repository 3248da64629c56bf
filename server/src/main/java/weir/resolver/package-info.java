/// Asks name servers and remembers what they said.
///
/// Exists because the questions of a mail gateway are many, small and often the same: [DnsResolver]
/// merges equal questions, remembers answers, absences and failures within a bound, and gives every
/// question one deadline that holds whatever the network does. The way of a question: [DnsResolver]
/// (memory, merging, bound) -> [Courier] (which name server, how often) -> [UdpPort] (on the wire)
/// -> [AnswerReader] (what it means); [TcpAsk] when an answer is too large for UDP.
///
/// Never validates DNSSEC (ask a validating resolver on the same host), never follows referrals
/// (the name servers must be recursive), never says "no" where it could not tell.
@NullMarked
package weir.resolver;

import org.jspecify.annotations.NullMarked;
