/// Messages on their way through: in memory or in a file, within one budget of each, and gone when
/// the next hop has them.
@NullMarked
package weir.gateway.bodies;

import org.jspecify.annotations.NullMarked;
