/// How whoever is outside of this process is asked: a program, a database, a web service. Each with
/// a deadline, without a shell, and with secrets from files.
///
/// What is asked and what the answer means is its users' business: `weir.lookup` asks name by name,
/// `weir.directory` for all at once.
@NullMarked
package weir.asking;

import org.jspecify.annotations.NullMarked;
