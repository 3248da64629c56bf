/// What a check is: what it looks at, what it may ask, what follows from what it finds.
///
/// A check looks at the facts, may ask DNS, a recipient source or state, and says what it saw:
/// clear, found, or unknown with a cause. It never says what to do about it, and it writes nothing.
/// The checks themselves are in `weir.checks`.
@NullMarked
package weir.check;

import org.jspecify.annotations.NullMarked;
