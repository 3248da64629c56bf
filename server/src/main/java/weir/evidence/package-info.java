/// What is kept of an incident so that a stranger can judge it: what was sent, samples of what
/// still lay in our queues, each with its SHA-256, and a bundle of all that to hand on.
@NullMarked
package weir.evidence;

import org.jspecify.annotations.NullMarked;
