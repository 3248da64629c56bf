/// Connections to SQLite files, as the journal and the index of held messages use them: who may
/// read a file, how long one waits for another, and whether a failure is the file's or the disk's.
///
/// It knows no table; whose file it is, its user says.
@NullMarked
package weir.sqlite;

import org.jspecify.annotations.NullMarked;
