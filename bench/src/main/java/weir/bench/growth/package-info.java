/// How the cost of a message grows with the number of sessions and of customer domains. Started by
/// `bench/growth`.
///
/// The gateway is the packaged one, in a process of its own; clients, sink and name server are
/// here, so that their CPU is not counted as the gateway's.
@NullMarked
package weir.bench.growth;

import org.jspecify.annotations.NullMarked;
