/// What follows when an incident was none: all that was done because of it is taken back, and what
/// keeps it from happening again is proposed.
@NullMarked
package weir.amends;

import org.jspecify.annotations.NullMarked;
