/// What became of mail, and why: `weir why` tells the story of one id, `weir journal` lists, `weir
/// explain` walks a session that somebody imagines. All three show what was found and decided in
/// the same words.
///
/// `weir demo` tells its scenes by [weir.cli.journal.Brief].
@NullMarked
package weir.cli.journal;

import org.jspecify.annotations.NullMarked;
