/// Carries a verdict out: the reply, the header fields, the delay, the effects on state.
///
/// The only writer. It opens no socket: what has to be said on a wire it returns.
@NullMarked
package weir.enforce;

import org.jspecify.annotations.NullMarked;
