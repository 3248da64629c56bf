/// The commands of `weir`, one file each, and the pages they print.
///
/// Commands that only read, read files: the configuration and the journal. Commands that need the
/// running server speak to it over [weir.api]. Nothing here decides anything about mail. Texts from
/// outside pass through [weir.cli.output.Shown] before they reach a terminal.
///
/// The program as a whole gives an [weir.cli.Installation], since only it knows the records of the
/// configuration and how its parts go together.
@NullMarked
package weir.cli;

import org.jspecify.annotations.NullMarked;
