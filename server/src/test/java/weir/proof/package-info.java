/// What Weir promises, each promise as a test that fails when it is broken: the invariants, the
/// limits, kill -9, and real mail programs around a whole server.
///
/// Each test runs a server as it is delivered, in this process or as a child, and looks at it from
/// outside. Nothing here reaches into a server's parts.
@NullMarked
package weir.proof;

import org.jspecify.annotations.NullMarked;
