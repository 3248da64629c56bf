/// Runs the checks of a stage within one deadline and asks the judge: the same for every door.
@NullMarked
package weir.inspect;

import org.jspecify.annotations.NullMarked;
