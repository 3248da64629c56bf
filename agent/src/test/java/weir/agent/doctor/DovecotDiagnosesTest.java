package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DovecotDiagnosesTest {
  private static final String GOOD =
      """
      login_log_format_elements = user=<%u> method=%m rip=%r rport=%b lip=%l lport=%a session=<%{session}>
      auth_verbose = yes
      log_path = syslog
      """;

  private static RecordedMachine dovecot(String version, String settings) {
    return new RecordedMachine()
        .says("doveconf -a", "# " + version + " (abc): /etc/dovecot/dovecot.conf\n" + settings);
  }

  @Test
  void submissionWithoutTrustHidesWhoItIs() {
    Found found =
        Found.of(
            dovecot(
                "2.3.21", GOOD + "protocols = imap submission\nsubmission_relay_trusted = no\n"),
            "Dovecot");
    assertThat(found.needs())
        .containsExactly("submission does not tell the mail server behind it who logged in");
    assertThat(found.lines()).containsExactly("submission_relay_trusted = yes");
  }

  @Test
  void theNamesOfTheNewDovecotAreAdvisedToTheNewOne() {
    Found found =
        Found.of(
            dovecot(
                "2.4.1",
                "protocols = imap\nlogin_log_format_elements = method=%{mechanism}\nauth_verbose = yes\n"),
            "Dovecot 2.4.1");
    assertThat(found.needs()).hasSize(1);
    assertThat(found.lines())
        .singleElement()
        .asString()
        .contains("user=<%{user}>", "rip=%{remote_ip}")
        .endsWith("session=<%{session}>");
  }

  @Test
  void aFolderThatTheFileReadsIsThePlaceForALine() {
    RecordedMachine machine =
        dovecot("2.3.21", "protocols = imap\n")
            .has("/etc/dovecot/dovecot.conf", "!include_try x\n!include conf.d/*.conf\n");
    assertThat(Found.of(machine, "Dovecot").wanting().getFirst().where())
        .startsWith("/etc/dovecot/conf.d/99-weir.conf");
  }

  @Test
  void settingsWithinBracesAreOfSomethingElse() {
    assertThat(
            NamedValues.of("a = 1\npassdb {\n  driver = pam\n  args {\n    a = 2\n  }\n}\nb = 3\n"))
        .containsOnlyKeys("a", "b")
        .containsEntry("a", "1");
  }
}
