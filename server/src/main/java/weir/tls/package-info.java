/// Certificates and keys: from PEM files to what a handshake needs.
///
/// [ServerTls] holds the context that new handshakes take; a reload puts another one in its place
/// and leaves sessions that run alone. [SelfMade] makes a certificate of our own for an
/// installation that has none yet.
///
/// It opens no socket, trusts nobody (whom to trust as a client is the business of that client),
/// and never writes a key that others can read.
@NullMarked
package weir.tls;

import org.jspecify.annotations.NullMarked;
