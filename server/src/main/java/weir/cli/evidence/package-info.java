/// `weir evidence`: what is kept of incidents, to be handed on.
@NullMarked
package weir.cli.evidence;

import org.jspecify.annotations.NullMarked;
