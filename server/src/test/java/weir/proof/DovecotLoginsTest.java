package weir.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.sink.SinkMta;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// Customers whose passwords a real Dovecot knows.
class DovecotLoginsTest {

  /// Says why it refuses, and refuses at once.
  private static final String QUICK =
      """
      auth_verbose = yes
      auth_failure_delay = 0
      service anvil {
        unix_listener anvil-auth-penalty {
          mode = 0
        }
      }
      """;

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("rest");
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Stand stand(Dovecot dovecot) {
    return Stand.in(folder)
        .hop(sink.port())
        .without("login.passwords")
        .set("login.dovecot", "'" + dovecot.logins() + "'")
        .set("login.remember", "'0s'")
        .set("login.failures-per-session", "100")
        .start();
  }

  private static Talker customer(Stand stand) {
    Talker talker = stand.client("submission", Stand.SENDER);
    talker.hear();
    talker.ask("EHLO pc.example.net");
    talker.secure();
    return talker;
  }

  private static String plain(String user, String password) {
    return "AUTH PLAIN " + base64("\0" + user + "\0" + password);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void whomDovecotKnowsMayLogInByPlainAndByLogin() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "auth_verbose = yes\n");
      try (Stand stand = stand(dovecot);
          Talker byPlain = customer(stand);
          Talker byLogin = customer(stand)) {
        assertThat(byPlain.ask(plain("ann@example.com", "secret")).code())
            .as(dovecot.log())
            .isEqualTo(235);
        assertThat(byPlain.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
        assertThat(sink.messages().getFirst().text()).contains("with ESMTPSA");

        assertThat(byLogin.ask("AUTH LOGIN").code()).isEqualTo(334);
        assertThat(byLogin.ask(base64("bob@example.com")).code()).isEqualTo(334);
        assertThat(byLogin.ask(base64("secret")).code()).isEqualTo(235);
      }
    }
  }

  @Test
  void dovecotsNoIsANoAndItsLogNamesTheClient() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, QUICK);
      try (Stand stand = stand(dovecot);
          Talker client = customer(stand)) {
        assertThat(client.ask(plain("ann@example.com", "wrong")).text()).startsWith("535 5.7.8");
        assertThat(client.ask(plain("nobody@example.com", "x")).text()).startsWith("535 5.7.8");
        assertThat(dovecot.log())
            .contains("(ann@example.com,192.0.2.10): Password mismatch")
            .contains("(nobody@example.com,192.0.2.10): unknown user");
        assertThat(client.ask(plain("ann@example.com", "secret")).code()).isEqualTo(235);
      }
    }
  }

  @Test
  void theNameIsTheOneThatDovecotHas() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      try (Stand stand = stand(dovecot);
          Talker client = customer(stand)) {
        assertThat(client.ask(plain("Ann@Example.com", "secret")).code())
            .as(dovecot.log())
            .isEqualTo(235);
        String taken = client.deliver("Subject: x\r\n\r\nhello\r\n").text();
        String id = taken.substring(taken.indexOf('[') + 1, taken.indexOf(']'));
        assertThat(stand.journal().await(id))
            .singleElement()
            .isInstanceOfSatisfying(
                Entry.Transaction.class,
                entry -> assertThat(entry.client().login()).contains("ann@example.com"));
      }
    }
  }

  @Test
  void whileDovecotIsStoppedLoginsAreToldToComeAgain() {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = Dovecot.start(host, "");
      try (Stand stand = stand(dovecot);
          Talker client = customer(stand)) {
        dovecot.stop();
        assertThat(client.ask(plain("ann@example.com", "secret")).text()).startsWith("454 4.7.0");
        dovecot.start();
        assertThat(client.ask(plain("ann@example.com", "secret")).code()).isEqualTo(235);
      }
    }
  }

  @Test
  void whatDovecotCannotTellItselfIsNoNo() {
    String broken =
        """
        passdb {
          driver = checkpassword
          args = /etc/dovecot/broken
        }
        """;
    try (PeerHost host = root.start()) {
      host.run("sh", "-c", "printf '#!/bin/sh\\nexit 111\\n' >/etc/dovecot/broken").orFail();
      host.run("chmod", "755", "/etc/dovecot/broken").orFail();
      Dovecot dovecot = Dovecot.start(host, QUICK + broken);
      try (Stand stand = stand(dovecot);
          Talker client = customer(stand)) {
        Said said = client.ask(plain("carl@example.com", "secret"));
        assertThat(said.text()).as(dovecot.log()).startsWith("454 4.7.0");
        assertThat(client.ask(plain("ann@example.com", "secret")).code()).isEqualTo(235);
      }
    }
  }
}
