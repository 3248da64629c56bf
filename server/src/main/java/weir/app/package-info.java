/// The running server: builds the parts in reading order, starts, reloads, hands over and stops
/// them.
///
/// Nearly everything may be imported here; only `weir.main` imports this.
@NullMarked
package weir.app;

import org.jspecify.annotations.NullMarked;
