/// The keys of trace tokens in a file that only the server's user may read.
///
/// [weir.tracekeys.KeyFile] makes the first key, makes a new one when the newest is old, and drops
/// those that no complaint can speak of any more. Several servers can have the same file.
@NullMarked
package weir.tracekeys;

import org.jspecify.annotations.NullMarked;
