/// The programs that kept spam out before: what their files say, and what they would have decided.
///
/// Exists for the way over. `weir.imports` reads with it what is to be carried over, and `weir
/// import --compare` asks it what the old system would have told a client, traps included: only the
/// first name of an address, a refused look-up that counts as "not listed", relaying for everybody
/// where a file is missing.
///
/// It judges nobody's mail: no check and no session asks it. It reads files, and DNS through a
/// resolver; it starts nothing and writes nothing.
@NullMarked
package weir.former;

import org.jspecify.annotations.NullMarked;
