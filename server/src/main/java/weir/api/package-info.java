/// What commands and the running server say to each other, and how.
///
/// A Unix socket in the state folder, for its owner and root only (mode 0600): a line with a
/// [weir.api.Request] as JSON goes in, a line with an [weir.api.Answer] comes out, one of each a
/// connection. Both lines and the time they take are bounded. Who asks is what the kernel says, not
/// what the request says.
///
/// This package knows the words and the wire and decides nothing: what a request does is the
/// business of whoever implements [weir.api.Commands].
@NullMarked
package weir.api;

import org.jspecify.annotations.NullMarked;
