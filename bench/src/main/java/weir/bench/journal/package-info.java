/// What the journal costs to write and how long its searches take, on made entries. Started by
/// `bench/journal`.
@NullMarked
package weir.bench.journal;

import org.jspecify.annotations.NullMarked;
