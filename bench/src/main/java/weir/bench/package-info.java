/// What the innermost loops cost, measured by JMH: one class for each of them.
///
/// Run by `bench/run`. Nothing here is part of the product or of its build, and no test depends on
/// a figure from here.
@NullMarked
package weir.bench;

import org.jspecify.annotations.NullMarked;
