/// The checks: one file each, listed in order in [weir.checks.Checks].
///
/// A check looks at the facts, may ask DNS, a recipient source or state, and says what it saw:
/// clear, found, or unknown with a cause. It never says what to do about it, and it writes nothing.
@NullMarked
package weir.checks;

import org.jspecify.annotations.NullMarked;
