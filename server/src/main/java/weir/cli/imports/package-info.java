/// `weir import`: reads the files of other programs, writes a configuration of ours, and compares
/// what the two decide.
///
/// What old files say is read by `weir.former`, what becomes of it is of `weir.imports`.
@NullMarked
package weir.cli.imports;

import org.jspecify.annotations.NullMarked;
