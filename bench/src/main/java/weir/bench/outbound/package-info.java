/// A provider that is made up: accounts with the habits of customers, some of them taken over by
/// spammers, and sets of rules that watch them all at once. It tells how much leaves before a set
/// of rules sees it, and how often a set accuses somebody who did nothing.
///
/// Everything that is not known for certain is a range in a mix, `bench/outbound.toml`: rules are
/// good when they are good anywhere in it. The same mix and the same seed are the same mail.
///
/// It flows so: [Population] makes a [Customer] with a [Habit] for each of its senders, [Attacks]
/// choose some, [Traffic] lets a day after the other happen in order of time, and [Trial] shows
/// each [Happening] to the meters and the rules. Who did it stands beside what the meters see,
/// never in it. [Scores] keeps what came of it, [Report] prints that.
@NullMarked
package weir.bench.outbound;

import org.jspecify.annotations.NullMarked;
