/// Clients of a server that is measured from outside, one program each, started by a script of
/// `bench`.
///
/// Each prints what it did as one line of JSON; the script accounts for the server's CPU.
@NullMarked
package weir.bench.load;

import org.jspecify.annotations.NullMarked;
