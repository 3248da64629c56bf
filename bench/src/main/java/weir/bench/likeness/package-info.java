/// How well templates tell mail that is alike from mail that is not, measured on corpora of real
/// mail. Nothing of the corpora is kept here.
@NullMarked
package weir.bench.likeness;

import org.jspecify.annotations.NullMarked;
