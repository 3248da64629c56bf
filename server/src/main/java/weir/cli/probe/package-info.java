/// `weir probe`: asks which next hop is meant, has `weir.probe` send to it, and says what it found.
@NullMarked
package weir.cli.probe;

import org.jspecify.annotations.NullMarked;
