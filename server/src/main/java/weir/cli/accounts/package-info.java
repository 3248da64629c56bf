/// Who sends: `weir who` ranks accounts by what they send, `weir replay` does it for old logs,
/// `weir account` shows one, `weir accounts` finds them and says what is wrong with them.
///
/// All of it is read from files: the passages, the directory, the logs. Whose a message is was
/// found out by `weir.attribution`.
@NullMarked
package weir.cli.accounts;

import org.jspecify.annotations.NullMarked;
