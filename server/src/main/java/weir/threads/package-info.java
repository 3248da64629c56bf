/// Platform threads for what virtual threads must not do, and what happens where no thread can be
/// made any more.
///
/// It knows no work: what runs, and what is said to whoever is refused, its users say.
@NullMarked
package weir.threads;

import org.jspecify.annotations.NullMarked;
