/// The blocking connection under an SMTP session: bytes in, bytes out, TLS, and time limits.
///
/// A session asks [Wires] for a [Wire] over its socket and talks through it on its own virtual
/// thread. Every wait has a bound: by a timed read or by [Deadlines], and each way a connection can
/// fail is a case of [WireException]. Buffers are leased while bytes are in flight and given back
/// before a wait, so that thousands of quiet connections cost next to nothing.
///
/// It never looks at what the bytes say, knows no SMTP, and writes no log.
@NullMarked
package weir.wire;

import org.jspecify.annotations.NullMarked;
