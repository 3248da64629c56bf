/// The checks, listed in order in [weir.checks.Checks]. Those that ask DNS lists have a package of
/// their own below.
@NullMarked
package weir.checks;

import org.jspecify.annotations.NullMarked;
