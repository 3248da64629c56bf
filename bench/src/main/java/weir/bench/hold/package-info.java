/// How many of short processes the hold at the fence names rightly, beside looking again and again.
@NullMarked
package weir.bench.hold;

import org.jspecify.annotations.NullMarked;
