/// Waiting for the disk: a virtual thread that did so itself would hold its carrier, so files are
/// written and read by a few platform threads of whoever writes them.
///
/// It knows no file. What is written, in which order, and what it means, its users say.
@NullMarked
package weir.disk;

import org.jspecify.annotations.NullMarked;
