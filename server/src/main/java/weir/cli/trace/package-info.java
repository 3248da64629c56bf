/// `weir trace`: reads what somebody complains about, however it was pasted, and tells whose
/// message it is and how that was found.
///
/// The way through the header is walked by `weir.tracing`, what is known here is found by
/// `weir.traceback`.
@NullMarked
package weir.cli.trace;

import org.jspecify.annotations.NullMarked;
