/// What a command is: where it prints and how it ends ([weir.cli.command.Subcommand]), how it asks
/// the running server ([weir.cli.command.ServerCommand]), which installation is meant, and who
/// types.
///
/// The program as a whole gives an [weir.cli.command.Installation], since only it knows the records
/// of the configuration and how its parts go together. No single command is known here.
@NullMarked
package weir.cli.command;

import org.jspecify.annotations.NullMarked;
