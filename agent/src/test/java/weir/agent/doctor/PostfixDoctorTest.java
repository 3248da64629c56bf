package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.maillog.PostfixLog;
import weir.maillog.SyslogFraming;
import weir.observation.Observation;
import weir.testkit.FreePort;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// A real Postfix that takes logins by a real Dovecot: what is advised is asked of it, and its log
/// is read before and after.
class PostfixDoctorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PeerRoot root = PeerRoot.require("postfix");
  private final PeerRoot dovecots = PeerRoot.require("rest");
  private final int logins = FreePort.any();

  private void startLogins(PeerHost host) {
    Dovecot.start(
        host,
        """
        service auth {
          inet_listener {
            address = 127.0.0.1
            port = %d
          }
        }
        """
            .formatted(logins));
  }

  private Postfix start(PeerHost host) {
    return Postfix.start(
        host,
        """
        mynetworks = 127.0.0.2
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = inet:127.0.0.1:%d
        """
            .formatted(logins),
        "");
  }

  private static void sendTwo(PeerHost host, Postfix postfix) {
    host.run("sh", "-c", "id u2001 2>/dev/null || useradd -m -u 2001 u2001").orFail();
    host.runAs(
            "u2001", "printf 'Subject: from a script\\n\\nhello\\n' | sendmail -i ann@example.com")
        .orFail();
    postfix.settle(PATIENCE);
    host.run(
            "swaks",
            "--server",
            "127.0.0.1:" + postfix.port(),
            "--from",
            "bob@example.com",
            "--to",
            "ann@example.com",
            "--auth",
            "PLAIN",
            "--auth-user",
            "ann@example.com",
            "--auth-password",
            "secret",
            "--header",
            "Subject: from a login")
        .orFail();
    postfix.settle(PATIENCE);
  }

  private static void apply(PeerHost host, List<String> lines) throws IOException {
    for (String line : lines) {
      if (line.startsWith("/^")) {
        Files.writeString(host.file("/etc/postfix/log_subject"), line + "\n");
      } else {
        host.run("postconf", "-e", line).orFail();
      }
    }
    host.run("postfix", "reload").orFail();
  }

  /// @param times as many as were sent
  private static List<Observation.Entered> messages(Postfix postfix, int times) {
    postfix.awaitLog(": removed", times);
    SyslogFraming framing = new SyslogFraming(ZoneId.of("UTC"));
    return Sent.messages(postfix.log(), framing, new PostfixLog());
  }

  @Test
  void whatIsAdvisedIsThenInTheLog() throws IOException {
    try (PeerHost host = root.start();
        PeerHost behind = dovecots.start()) {
      startLogins(behind);
      Postfix postfix = start(host);
      Found before = Found.of(new PeerMachine(host), "Postfix");
      assertThat(before.needs()).isEmpty();
      assertThat(before.wants())
          .containsExactly(
              "Received fields do not name the login",
              "ports of clients are not logged",
              "queue ids are used again, some within seconds",
              "subjects are not logged");
      sendTwo(host, postfix);
      assertThat(messages(postfix, 2))
          .hasSize(2)
          .allSatisfy(it -> {
            assertThat(it.subject()).isEmpty();
            assertThat(it.key().id()).matches("[0-9A-F]+");
          });
      assertThat(new String(postfix.mailbox("ann").getLast())).doesNotContain("Authenticated");

      apply(host, before.lines());
      Found after = Found.of(new PeerMachine(host), "Postfix");
      assertThat(after.of().diagnoses()).allMatch(Diagnosis.Sound.class::isInstance);
      sendTwo(host, postfix);
      List<Observation.Entered> told = messages(postfix, 4);
      assertThat(told).hasSize(4);
      Observation.Entered script = told.get(2);
      assertThat(script.subject()).contains("from a script");
      assertThat(script.key().id()).contains("z");
      assertThat(script.by().orElseThrow())
          .isInstanceOfSatisfying(
              Entrance.Program.class, by -> assertThat(by.uid()).hasValue(2001));
      Observation.Entered login = told.get(3);
      assertThat(login.subject()).contains("from a login");
      assertThat(login.by().orElseThrow())
          .isInstanceOfSatisfying(
              Entrance.Client.class,
              by -> {
                assertThat(by.port()).isPresent();
                assertThat(by.login().orElseThrow().name()).isEqualTo("ann@example.com");
              });
      assertThat(new String(postfix.mailbox("ann").getLast()))
          .contains("(Authenticated sender: ann@example.com)");
    }
  }

  @Test
  void aRuleThatTakesReceivedFieldsAwayIsFoundInTheServiceThatHasIt() throws IOException {
    try (PeerHost host = root.start()) {
      Files.writeString(
          host.file("/etc/postfix/submission_header_checks"),
          "# hide where customers are\n/^Received:.*with ESMTPSA/ IGNORE\n");
      Postfix.start(
          host,
          "",
          "subclean unix n - n - 0 cleanup\n"
              + "  -o header_checks=regexp:/etc/postfix/submission_header_checks\n");
      Found found = Found.of(new PeerMachine(host), "Postfix");
      assertThat(found.needs())
          .singleElement()
          .asString()
          .isEqualTo(
              "Received fields are taken away or changed: IGNORE /^received:.*with esmtpsa/");
    }
  }

  @Test
  void instancesAreLookedAtEachInItsFolder() {
    try (PeerHost host = root.start()) {
      Postfix.start(host, "", "");
      host.run("postmulti", "-e", "init").orFail();
      host.run("postmulti", "-I", "postfix-out", "-e", "create").orFail();
      host.run("postconf", "-c", "/etc/postfix-out", "-e", "smtpd_client_port_logging = yes")
          .orFail();
      List<Examination> all = Doctor.examine(new PeerMachine(host), Doctor.Places.usual());
      assertThat(all)
          .extracting(Examination::place)
          .containsExactly("/etc/postfix", "/etc/postfix-out");
      assertThat(new Found(all.get(0)).wants()).contains("ports of clients are not logged");
      assertThat(new Found(all.get(1)).wants()).doesNotContain("ports of clients are not logged");
    }
  }
}
