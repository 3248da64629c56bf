package weir.probe;

import java.util.Locale;

/// What to set in a server that sees ends of messages where there are none.
final class Cure {

  private Cure() {}

  /// @param greeting the server's, which mostly says what it is
  static String of(String greeting) {
    String lower = greeting.toLowerCase(Locale.ROOT);
    if (lower.contains("postfix")) {
      return "Postfix: smtpd_forbid_bare_newline = reject (3.5.24, 3.6.14, 3.7.10, 3.8.5, 3.9 and later;"
          + " `normalize` is safe too), and smtpd_forbid_unauth_pipelining = yes";
    }
    if (lower.contains("exim")) {
      return "Exim: 4.97.1 or later, or your distribution's fix of CVE-2023-51766";
    }
    if (lower.contains("sendmail")) {
      return "Sendmail: 8.18.1 or later, whose srv_features refuse bare line ends unless `g`, `o` or `u`"
          + " relax it";
    }
    if (lower.contains("dovecot")) {
      return "Dovecot 2.3 has no setting for it: let nobody but Weir reach its LMTP, by a socket in the file"
          + " system or a firewall";
    }
    return "Look into its manual for bare line feeds, or SMTP smuggling (CVE-2023-51764); until then let"
        + " nobody but Weir reach it";
  }
}
