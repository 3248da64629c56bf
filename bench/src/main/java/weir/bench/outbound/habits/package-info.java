/// How people send, read from corpora of real mail that lie outside this repository: how many
/// recipients a message has, how long it is until a sender's next one, at which hours of the day
/// and on which days of the week. Only quantiles leave it; they are the origin of ranges in
/// `bench/outbound.toml`.
@NullMarked
package weir.bench.outbound.habits;

import org.jspecify.annotations.NullMarked;
