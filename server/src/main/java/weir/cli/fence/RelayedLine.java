package weir.cli.fence;

import java.time.Instant;
import java.util.Optional;
import weir.agent.process.UserNames;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.observation.Observation.Connected;

/// A connection to a permitted server, as `weir fence relayed --json` gives it.
///
/// @param user name and number, by the kernel
/// @param from the address that the mail server sees
/// @param port the port that the mail server sees
/// @param script which it was, as far as it was found
/// @param mailServer it is this host's own mail server's
record RelayedLine(
    Instant at,
    String user,
    long uid,
    String from,
    int port,
    Optional<String> script,
    boolean mailServer) {

  static RelayedLine of(Connected seen, UserNames users) {
    long uid = seen.uid().orElse(-1);
    return new RelayedLine(
        seen.witness().at(),
        users.shown(uid),
        uid,
        seen.from().toString(),
        seen.port(),
        seen.script(),
        seen.isMailServer());
  }

  /// `08:30:00Z shop (2001) from 203.0.113.1 port 40001 /home/shop/x.pl`
  String text() {
    return "%s  %s  from %s port %d  %s"
        .formatted(
            Times.seconds(at),
            user,
            from,
            port,
            mailServer ? "the mail server" : script.map(Shown::text).orElse("no script"));
  }
}
