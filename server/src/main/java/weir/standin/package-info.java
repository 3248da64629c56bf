/// A name server of our own, for trying things out and for tests.
///
/// Exists so that a fresh installation can show every check at work without a network: it answers
/// from a [weir.dns.Zone], the example of which is the resource `example.zone` beside this package,
/// and fails at the names that are written as failing. [StandInNameServer] is the whole of it from
/// outside.
///
/// Never asks another name server and never serves anybody beyond this host unless told to.
@NullMarked
package weir.standin;

import org.jspecify.annotations.NullMarked;
