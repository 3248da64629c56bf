package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostfixDiagnosesTest {
  private static final String GOOD =
      """
      config_directory = /etc/postfix
      mail_version = 3.9.1
      maillog_file = /var/log/postfix.log
      smtpd_client_port_logging = yes
      enable_long_queue_ids = yes
      header_checks = pcre:/etc/postfix/seen
      """;

  private static RecordedMachine postfix(String main, String services, String own) {
    return new RecordedMachine()
        .says("postconf -x", main)
        .says("postconf -M", services)
        .says("postconf -P", own)
        .has("/etc/postfix/seen", "# all of them\n/^subject:/i  INFO\n");
  }

  @Test
  void aServiceThatTakesNoPortsDownIsFound() {
    String two = "smtp inet n - y - - smtpd\nsubmission inet n - y - - smtpd\n";
    assertThat(Found.of(postfix(GOOD, two, ""), "Postfix").wants()).isEmpty();
    assertThat(
            Found.of(
                    postfix(GOOD, two, "submission/inet/smtpd_client_port_logging = no\n"),
                    "Postfix")
                .wants())
        .containsExactly("ports of clients are not logged");
  }

  @Test
  void whatComesBackFromAFilterNeedsItsClient() {
    String filtered = GOOD + "content_filter = amavis:[127.0.0.1]:10024\n";
    String back = "127.0.0.1:10025 inet n - y - - smtpd\n";
    assertThat(Found.of(postfix(filtered, back, ""), "Postfix").needs())
        .containsExactly("no service may be told by the content filter who the client was");
    String own = "127.0.0.1:10025/inet/smtpd_authorized_xforward_hosts = 127.0.0.0/8\n";
    assertThat(Found.of(postfix(filtered, back, own), "Postfix").needs()).isEmpty();
  }

  @Test
  void headerChecksThatAreOffLogNothing() {
    Found found =
        Found.of(
            postfix(GOOD + "receive_override_options = no_header_body_checks\n", "", ""),
            "Postfix");
    assertThat(found.wants())
        .containsExactly("subjects would be logged, but header checks are off for all services");
  }

  @Test
  void rulesAreReadInAllTheirForms() {
    List<HeaderRule> rules =
        HeaderRule.in(
            "t",
            """
            /^Received: from \\[10\\./  REPLACE Received: from inside
            !/^Subject:/ DUNNO
            /^Subject:/ WARN
            """);
    assertThat(rules).filteredOn(HeaderRule::hidesReceived).hasSize(1);
    assertThat(rules).filteredOn(HeaderRule::showsSubjects).hasSize(1);
  }

  @Test
  void aTableThatMayNotBeReadIsUnclear() {
    RecordedMachine machine =
        postfix(GOOD, "", "").keeps("/etc/postfix/seen", "only root may read /etc/postfix/seen");
    assertThat(Found.of(machine, "Postfix").of().isUnclear()).isTrue();
  }

  @Test
  void timesOfASyslogWithoutYearsAreFound() {
    RecordedMachine machine =
        postfix(GOOD.replace("maillog_file = /var/log/postfix.log", "maillog_file ="), "", "")
            .has("/var/log/mail.log", "Nov 29 01:00:00 mail1 postfix/qmgr[1]: A1: removed\n");
    assertThat(Found.of(machine, "Postfix").wants())
        .containsExactly("times in /var/log/mail.log have neither year nor offset");
    machine.has(
        "/var/log/mail.log", "2026-11-29T01:00:00.123+00:00 mail1 postfix/qmgr[1]: A1: x\n");
    assertThat(Found.of(machine, "Postfix").wants()).isEmpty();
  }
}
