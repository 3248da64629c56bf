package weir.maillog;

import java.util.List;
import java.util.Set;

/// Lines of Postfix that say nothing of any message or login: connections, TLS, statistics, what a
/// remote host said before the line that counts.
final class PostfixChatter {
  /// Programs that never say anything of a message.
  private static final Set<String> QUIET =
      Set.of(
          "anvil",
          "master",
          "scache",
          "tlsproxy",
          "verify",
          "trivial-rewrite",
          "dnsblog",
          "proxymap",
          "tlsmgr",
          "flush",
          "showq",
          "postlogd",
          "postfix-script",
          "postfix",
          "postmap",
          "postalias",
          "postdrop",
          "postqueue",
          "postlog",
          "postconf",
          "postmulti",
          "postcat",
          "sendmail",
          "spawn",
          "proxywrite",
          "postfix-files",
          "script");

  private static final List<String> LEVELS =
      List.of("statistics: ", "fatal: ", "error: ", "panic: ", "close database ");

  private static final List<String> OF_CONNECTIONS =
      List.of(
          "connect from ",
          "disconnect from ",
          "lost connection after ",
          "timeout after ",
          "too many errors after ",
          "improper command pipelining after ",
          "SSL_accept error from ",
          "SSL_accept:",
          "setting up TLS connection ",
          "initializing the ",
          "discarding EHLO keywords",
          "bare <LF> received after ",
          "Anonymous TLS connection established ",
          "Untrusted TLS connection established ",
          "Trusted TLS connection established ",
          "Verified TLS connection established ",
          "proxy-accept: ",
          "proxy-reject: ",
          "table ",
          "refreshing the TLS policy ",
          "TLS SNI ",
          "client certificate ",
          "connect to ",
          "certificate verification failed ",
          "SSL_connect error to ",
          "SSL_connect:",
          "server certificate verification failed ",
          "Cannot start TLS: ",
          "Server certificate ",
          "private/",
          "using backwards-compatible default ",
          "reload ");

  /// Of `postscreen`, whose every other line names a client.
  private static final List<String> OF_POSTSCREEN =
      List.of(
          "CONNECT ",
          "DISCONNECT ",
          "PASS ",
          "WHITELISTED ",
          "BLACKLISTED ",
          "WHITELIST VETO ",
          "ALLOWLISTED ",
          "DENYLISTED ",
          "ALLOWLIST VETO ",
          "PREGREET ",
          "DNSBL rank ",
          "HANGUP ",
          "COMMAND ",
          "NON-SMTP COMMAND ",
          "BARE NEWLINE ",
          "BDAT without ",
          "NOQUEUE: relaxed ",
          "cache ",
          "entering STRESS mode",
          "leaving STRESS mode",
          "whitelist ");

  private static final List<String> OF_MESSAGES =
      List.of(
          "host ",
          "lost connection with ",
          "conversation with ",
          "SASL authentication failed",
          "enabling PIX ",
          "Cannot start TLS",
          "breaking line ",
          "skipped, still being delivered",
          "TLS is required",
          "replying to ",
          "Server certificate ",
          "certificate ",
          "SMTPUTF8 is required");

  private static final List<String> OF_POSTSUPER =
      List.of("Deleted: ", "Requeued: ", "Placed on hold: ", "Released from hold: ", "Renamed to ");

  private PostfixChatter() {}

  static boolean saysNothing(String daemon, String text) {
    return QUIET.contains(daemon)
        || begins(text, LEVELS)
        || begins(text, OF_CONNECTIONS)
        || switch (daemon) {
          case "postscreen" -> begins(text, OF_POSTSCREEN);
          case "postsuper" -> begins(text, OF_POSTSUPER) || text.startsWith("warning: ");
          default -> false;
        };
  }

  /// @param text what follows the id of a message
  static boolean saysNothingOfMessage(String text) {
    return begins(text, OF_MESSAGES);
  }

  private static boolean begins(String text, List<String> beginnings) {
    return new Scan(text).skipAny(beginnings);
  }
}
