/// Real mail programs for tests: Postfix, Exim, Dovecot, swaks and others, each in a Debian of its
/// own that `testkit/peers/make-roots` has made.
///
/// A test asks [PeerRoot#require] for a root, starts a [PeerHost] in it, and there runs programs or
/// a [Postfix], [Exim], [Dovecot] or [Postgresql]. Whatever the test or the machine does, all of it
/// ends with the test's own process, and nothing it wrote remains. The machine's own mail server is
/// never asked, changed or stopped.
@NullMarked
package weir.testkit.peers;

import org.jspecify.annotations.NullMarked;
