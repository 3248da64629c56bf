/// The command line: all commands in their order, help, completion, and what is said of a line that
/// cannot be understood.
///
/// The commands are in packages below, those on one subject together, and `NameCommand` is the file
/// of `weir name`. Commands that only read, read files: the configuration and the journal. Commands
/// that need the running server speak to it over [weir.api]. No command decides anything about
/// mail. Texts from outside pass through [weir.cli.output.Shown] before they reach a terminal.
@NullMarked
package weir.cli;

import org.jspecify.annotations.NullMarked;
