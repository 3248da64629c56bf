/// A process that stood still as a whole, and what watchdogs make of it.
///
/// Nobody is late for what lay here in time and could not be read. It knows no connection and no
/// limit: who watches asks it at each look.
@NullMarked
package weir.pause;

import org.jspecify.annotations.NullMarked;
