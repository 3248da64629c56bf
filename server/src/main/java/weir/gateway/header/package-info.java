/// The header of a message that passes: what is read in it, what only we may write and is therefore
/// cut out, and what is put on top.
@NullMarked
package weir.gateway.header;

import org.jspecify.annotations.NullMarked;
