/// What commands print: texts from outside made safe for a terminal, tables, times, sizes, weight
/// and colour, and JSON for scripts.
///
/// A page of a command is put together from these, so that the same thing looks the same
/// everywhere. Whatever came from outside passes through [weir.cli.output.Shown] (invariant 9).
/// Nothing here knows a command, or says what anything means.
@NullMarked
package weir.cli.output;

import org.jspecify.annotations.NullMarked;
