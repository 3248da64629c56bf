/// How long it takes to find a message among all that mail servers wrote down.
@NullMarked
package weir.bench.trace;

import org.jspecify.annotations.NullMarked;
