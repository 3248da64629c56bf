package weir.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parameters of `main.cf` that speak of what strangers may send and are not carried over, and why.
final class PostfixParameters {
  private static final String DOOR =
      "Weir asks no program of others: its own checks take the place of most";

  /// Why it is left out, and what to do instead.
  record Left(String why, String instead) {}

  private static final Map<String, Left> LEFT =
      Map.ofEntries(
          Map.entry(
              "smtpd_milters",
              new Left(
                  DOOR,
                  "A milter that has to stay goes on behind Weir, and sees Weir's address unless `identity` is xclient")),
          Map.entry(
              "smtpd_restriction_classes",
              new Left(
                  "classes are not taken apart",
                  "`[policies]` gives domains and recipients rules of their own")),
          Map.entry(
              "smtpd_client_connection_rate_limit",
              new Left(
                  "connections are not counted by time",
                  "`[checks.connections]` counts those that are open, `[checks.throttle]` messages by time")),
          Map.entry(
              "smtpd_client_message_rate_limit",
              new Left(
                  "its time unit is set elsewhere, and after it Postfix counts from zero",
                  "`[checks.throttle]` counts messages of a client: `messages` within `per`")),
          Map.entry(
              "smtpd_client_recipient_rate_limit",
              new Left(
                  "its time unit is set elsewhere, and after it Postfix counts from zero",
                  "`[checks.throttle]` counts recipients of a client: `recipients` within `per`")),
          Map.entry(
              "smtpd_soft_error_limit",
              new Left("Weir slows down by `checks.tarpit.after-errors`", "")),
          Map.entry(
              "smtpd_error_sleep_time", new Left("Weir slows down by `checks.tarpit.delay`", "")),
          Map.entry("smtpd_junk_command_limit", new Left("Weir has `limits.idle-commands`", "")),
          Map.entry("smtpd_helo_required", new Left("Weir requires a greeting always", "")),
          Map.entry(
              "strict_rfc821_envelopes",
              new Left("Weir is strict where `listeners.mx.syntax` says so, as shipped", "")),
          Map.entry(
              "smtpd_reject_unlisted_recipient",
              new Left("Weir refuses unknown recipients always", "")),
          Map.entry("disable_vrfy_command", new Left("Weir never tells who exists", "")),
          Map.entry(
              "smtpd_delay_reject", new Left("Weir refuses at RCPT; each check has its `at`", "")),
          Map.entry("smtpd_banner", new Left("Weir greets with its `host-name`", "")),
          Map.entry("smtpd_data_restrictions", new Left("nothing of it is known here", "")),
          Map.entry("smtpd_end_of_data_restrictions", new Left("nothing of it is known here", "")),
          Map.entry("smtpd_etrn_restrictions", new Left("Weir knows no ETRN", "")),
          Map.entry("smtpd_sender_login_maps", new Left("logins are Weir's own", "")),
          Map.entry(
              "smtpd_sasl_auth_enable",
              new Left(
                  "logins are Weir's own: a listener of role submission, and `[login]`",
                  "Or leave submission with Postfix, on its own ports")),
          Map.entry(
              "header_checks",
              new Left("Weir does not look into messages yet; Postfix behind it goes on", "")),
          Map.entry(
              "body_checks",
              new Left("Weir does not look into messages yet; Postfix behind it goes on", "")),
          Map.entry(
              "smtpd_tls_cert_file",
              new Left(
                  "keys are not copied",
                  "Set `tls.certificate` and `tls.key` to files that Weir's user may read")),
          Map.entry(
              "smtpd_tls_key_file",
              new Left(
                  "keys are not copied",
                  "Set `tls.certificate` and `tls.key` to files that Weir's user may read")),
          Map.entry(
              "smtpd_tls_security_level",
              new Left("Weir offers STARTTLS as soon as `[tls]` is set", "")),
          Map.entry(
              "parent_domain_matches_subdomains",
              new Left(
                  "its default is assumed: a domain in an access table means those below it, too",
                  "")));

  /// Carried over where they are found; see [PostfixImport].
  static final Set<String> CARRIED =
      Set.of(
          "myhostname",
          "mydestination",
          "relay_domains",
          "virtual_alias_domains",
          "virtual_mailbox_domains",
          "mynetworks",
          "message_size_limit",
          "smtpd_recipient_limit",
          "smtpd_hard_error_limit",
          "smtpd_timeout",
          "smtpd_client_connection_count_limit",
          "smtpd_client_restrictions",
          "smtpd_helo_restrictions",
          "smtpd_sender_restrictions",
          "smtpd_relay_restrictions",
          "smtpd_recipient_restrictions",
          "postscreen_dnsbl_sites",
          "postscreen_dnsbl_threshold",
          "postscreen_greet_wait",
          "postscreen_access_list");

  private PostfixParameters() {}

  static Optional<Left> left(String name) {
    Left left = LEFT.get(name);
    if (left == null && name.startsWith("postscreen_")) {
      return Optional.of(
          new Left(
              "of postscreen only its lists, its greeting and its access list are carried over",
              ""));
    }
    return Optional.ofNullable(left);
  }
}
