/// Host rules as two old programs had them: tcprules of ucspi-tcp, and hosts.allow with hosts.deny
/// of tcp_wrappers. Both languages are read here and decided here, with the originals' precedence.
///
/// The package exists so that the gateway, the import of old files and the comparison of old rules
/// with new ones give the same answer. A file's text becomes a value once, with a [Remark] for
/// every line that is wrong or can never win; then that value is asked about a [Client]:
///
/// ```java
/// Tcprules rules = Tcprules.parse("tcp.smtp", text);
/// if (rules.usable()) {
///   Decision decision = rules.decide(Client.of(address, new HostName.Confirmed("mail.example.org")));
///   decision.winner().map(Rule::environment).flatMap(Environment::relayClient);
/// }
/// HostsAccess access = HostsAccess.parse(new Named("hosts.allow", allow), new Named("hosts.deny", deny), files);
/// access.decide("smtpd", client);
/// ```
///
/// [Decision] says which rule won and why. Where the DNS failed and the decision depends on the
/// name, it is [Decision.CouldNotTell]: a failure never denies. A comparison with what the old
/// program did asks with the name as the old program saw it, which is never [HostName.Unknown].
///
/// It reads no file (a port gives the files that a pattern names), asks no DNS and no ident, runs
/// no command of a rule, and is immutable: any number of threads may ask.
@NullMarked
package weir.hostrules;

import org.jspecify.annotations.NullMarked;
