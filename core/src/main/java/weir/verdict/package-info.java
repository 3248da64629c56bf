/// Judgement: policy, facts, findings and time go in, a verdict with its effects comes out.
///
/// Everything here is a value or a pure function. The package takes no port, clock or logger, so
/// the same question gets the same answer at every door, in `explain` and in a backtest. Whoever
/// wants something done reads the verdict and does it elsewhere.
@NullMarked
package weir.verdict;

import org.jspecify.annotations.NullMarked;
