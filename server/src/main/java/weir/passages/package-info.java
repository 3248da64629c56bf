/// What is kept of outgoing messages: each passage, its legs, and whose it was, in one SQLite file.
///
/// One process writes ([weir.passages.PassageStore]); whoever may read the file reads
/// ([weir.passages.PassageSearch]), while the server runs and when it does not.
@NullMarked
package weir.passages;

import org.jspecify.annotations.NullMarked;
