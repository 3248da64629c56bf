/// The program: the command line that leads to everything, `serve` and its example, and the
/// commands that need parts of the server without one that runs: `demo`, `explain`, `policy
/// describe`, `policy test`, and the training that the build does.
///
/// Everything may be imported here, and nothing imports this.
@NullMarked
package weir.main;

import org.jspecify.annotations.NullMarked;
