/// The commands about incidents: what customers do that looks like harm, and how far people are
/// with it.
@NullMarked
package weir.cli.incidents;

import org.jspecify.annotations.NullMarked;
