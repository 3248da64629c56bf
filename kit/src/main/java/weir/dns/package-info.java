/// What can be asked of the domain name system, and what may come back.
///
/// Exists so that everything that judges mail can speak of DNS without knowing a name server, a
/// socket or a library. Whoever needs an answer holds a [Resolver], asks a [Question] and switches
/// over the sealed [Answer]: found, absent, or could not tell. [ListQuery] adds the meaning that
/// DNS block and allow lists give to such answers (RFC 5782).
///
/// Never opens a socket, never caches, never starts a thread, and never turns "could not tell" into
/// "no".
@NullMarked
package weir.dns;

import org.jspecify.annotations.NullMarked;
