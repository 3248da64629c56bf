/// SMTP AUTH: who may log in, and how often one may try.
///
/// [Sasl] plays the exchange of RFC 4954 and yields a name and a password; [Logins] says whether
/// they belong together, from a [PasswordFile] or by asking Dovecot. Hashing runs a few at a time
/// on threads of its own, takes as long for a name nobody has as for a wrong password. A success is
/// remembered for a short time under a keyed digest. Failures are bounded for each network and each
/// name by counters in [weir.state.State]; the bound for a session is the session's to keep.
///
/// It never stores a password, never logs one, and takes a login name for nothing but a name.
@NullMarked
package weir.login;

import org.jspecify.annotations.NullMarked;
