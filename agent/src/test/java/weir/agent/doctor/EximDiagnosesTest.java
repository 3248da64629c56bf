package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EximDiagnosesTest {
  private static final String RECEIVED =
      "received_header_text = Received: ${if def:sender_rcvhost {from $sender_rcvhost}}"
          + "{from $sender_ident} id $message_exim_id";
  private static final String ALL =
      "log_selector = +arguments +pid +received_recipients +incoming_port +subject +millisec";

  private static RecordedMachine exim(String... settings) {
    return new RecordedMachine()
        .says("exim -bP", "exim_version = 4.98\n" + String.join("\n", settings) + "\n")
        .says("exim -bP config_file", "/etc/exim.conf\n")
        .says("exim -bP authenticators", "");
  }

  @Test
  void whatIsLoggedByDefaultCanBeTakenAway() {
    LogSelector selector = new LogSelector("+arguments -smtp_confirmation");
    assertThat(selector.has("smtp_confirmation", true)).isFalse();
    assertThat(selector.has("arguments", false)).isTrue();
    assertThat(new LogSelector("+all -subject").has("pid", false)).isTrue();
    assertThat(new LogSelector("+all -subject").has("subject", false)).isFalse();
    assertThat(new LogSelector("").has("smtp_confirmation", true)).isTrue();
  }

  @Test
  void theLineToWriteKeepsWhatIsThere() {
    Found found =
        Found.of(exim("log_selector = +tls_peerdn +pid", "log_timezone", RECEIVED), "Exim");
    assertThat(found.lines())
        .containsExactly(
            "log_selector = +tls_peerdn +pid +arguments +received_recipients +incoming_port"
                + " +subject +millisec");
    assertThat(found.wanting().getFirst().where()).startsWith("/etc/exim.conf, before the first");
  }

  @Test
  void anAuthenticatorThatDoesNotNameTheLoginIsFound() {
    RecordedMachine machine =
        exim(ALL, "log_timezone", RECEIVED)
            .says(
                "exim -bP authenticators",
                """

                plain authenticator:
                driver = plaintext
                public_name = PLAIN
                server_condition = ${if pam{$auth2:$auth3}}
                server_set_id =\s

                dovecot authenticator:
                driver = dovecot
                public_name = LOGIN
                server_set_id = $auth1
                server_socket = /run/dovecot/auth-client

                towards authenticator:
                driver = plaintext
                public_name = PLAIN
                server_condition =\s
                server_set_id =\s
                client_send = ^me^secret
                """);
    Found found = Found.of(machine, "Exim");
    assertThat(found.needs()).containsExactly("who logs in by \"plain\" is not logged");
    assertThat(found.lines()).containsExactly("server_set_id = $auth2");
  }

  @Test
  void aReceivedFieldWithoutTheUserIsFound() {
    String text = "received_header_text = Received: from $sender_host_address id $message_id";
    Found found = Found.of(exim(ALL, "log_timezone", text), "Exim");
    assertThat(found.needs()).containsExactly("Received fields are written without $sender_ident");
  }

  @Test
  void customersAreKnownByTheirUids() {
    RecordedMachine machine =
        exim(ALL, "log_timezone", RECEIVED, "trusted_users = uucp : mail : carl : www-data")
            .has(
                "/etc/passwd",
                "uucp:x:10:10::/:/bin/sh\nmail:x:8:8::/:/bin/sh\ncarl:x:1007:1007::/home/carl:\n");
    Found found = Found.of(machine, "Exim");
    assertThat(found.needs()).containsExactly("who may say anything of himself: carl, www-data");
    assertThat(found.lines()).containsExactly("trusted_users = uucp : mail");
  }

  @Test
  void inSyslogWithoutTheProcessFoldersBelongToNoMessage() {
    Found found = Found.of(exim(ALL, RECEIVED, "log_file_path = syslog", "no_syslog_pid"), "Exim");
    assertThat(found.needs()).containsExactly("lines in syslog have no process");
  }

  @Test
  void whatAPanelWritesIsChangedInThePanel() {
    RecordedMachine machine = exim("log_selector = +all -pid", "log_timezone", RECEIVED);
    machine.has("/usr/local/cpanel/version", "11.120.0.5\n");
    assertThat(Found.of(machine, "Exim").wanting())
        .singleElement()
        .satisfies(it -> assertThat(it.where()).startsWith("WHM's Exim Configuration Manager"));
  }

  @Test
  void anEximThatDoesNotTellIsUnclear() {
    RecordedMachine machine = new RecordedMachine().says("exim -bV", "");
    assertThat(Found.of(machine, "Exim").of().isUnclear()).isTrue();
  }
}
