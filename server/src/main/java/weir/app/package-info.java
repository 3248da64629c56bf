/// The running product: reads the settings, builds the parts in reading order, starts and stops
/// them.
///
/// Everything may be imported here, and nothing imports this.
@NullMarked
package weir.app;

import org.jspecify.annotations.NullMarked;
