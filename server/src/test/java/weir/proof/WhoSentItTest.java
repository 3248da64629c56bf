package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.maillog.EximLog;
import weir.maillog.OwnFileFraming;
import weir.maillog.PostfixLog;
import weir.maillog.SyslogFraming;
import weir.queue.EximQueue;
import weir.queue.PostfixQueue;
import weir.received.Came;
import weir.testkit.FreePort;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// Two customers and a script send by a real Postfix and a real Exim, which take logins by a real
/// Dovecot: log, queue file and Received field lead to the same customer, and what a customer
/// writes into a message leads to nobody else.
class WhoSentItTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What a script may write to have another one blamed.
  private static final String FORGED =
      "X-PHP-Originating-Script: 2001:form.php\\n"
          + "Received: from u2001 by web1 with local (Exim 4.96)\\n"
          + "Received: (qmail 7 invoked by uid 2001); 25 Nov 2026 08:30:00 -0000\\n"
          + "Received: by mail1 (Postfix, from userid 2001)\\n"
          + "From: ann@example.com\\n";

  private final PeerRoot postfixes = PeerRoot.require("postfix");
  private final PeerRoot exims = PeerRoot.require("exim");
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

  private static void addUsers(PeerHost host) {
    for (String uid : new String[] {"2001", "2002"}) {
      host.run("useradd", "-m", "-u", uid, "u" + uid).orFail();
    }
    host.run("mkdir", "/home/u2002/site").orFail();
    host.run("chmod", "755", "/home/u2002", "/home/u2002/site").orFail();
  }

  private static void script(
      PeerHost host, String user, String folder, String subject, String more) {
    host.runAs(
            user,
            "cd %s && printf '%sSubject: %s\\n\\nhello\\n' | /usr/sbin/sendmail -i -f ann@example.com ann@example.com"
                .formatted(folder, more, subject))
        .orFail();
  }

  private static void logIn(PeerHost host, int port, String login, String sender) {
    host.run(
            "swaks",
            "--server",
            "127.0.0.1:" + port,
            "--from",
            sender,
            "--to",
            "ann@example.com",
            "--auth",
            "PLAIN",
            "--auth-user",
            login,
            "--auth-password",
            "secret",
            "--header",
            "Subject: login")
        .orFail();
  }

  /// All that is sent, whatever the server: by both users, one with all that he can forge, by the
  /// web server's user from a customer's folder, and by a login with another's sender.
  private static void sendAll(PeerHost host, PeerHost client, int port) {
    addUsers(host);
    script(host, "u2001", "/", "script", "X-PHP-Originating-Script: 2001:form.php\\n");
    script(host, "u2002", "/", "forged", FORGED);
    script(host, "www-data", "/home/u2002/site", "shared", FORGED);
    logIn(client, port, "bob@example.com", "ann@example.com");
  }

  private static void awaitDeferred(Postfix postfix, int messages) {
    Instant end = Instant.now().plus(PATIENCE);
    while (postfix.log().split("status=deferred", -1).length <= messages) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(postfix.log());
      }
    }
  }

  @Test
  void postfixSaysInThreePlacesWhoItIs() {
    try (PeerHost behind = dovecots.start();
        PeerHost host = postfixes.start()) {
      startLogins(behind);
      Postfix postfix =
          Postfix.start(
              host,
              """
              smtpd_sasl_auth_enable = yes
              smtpd_sasl_type = dovecot
              smtpd_sasl_path = inet:127.0.0.1:%d
              smtpd_sasl_authenticated_header = yes
              enable_long_queue_ids = yes
              defer_transports = virtual
              """
                  .formatted(logins),
              "");
      sendAll(host, host, postfix.port());
      awaitDeferred(postfix, 4);
      Map<String, SentMessage> sent =
          SentMessage.all(
              "mail1",
              postfix.log(),
              new SyslogFraming(ZoneId.of("UTC")),
              new PostfixLog(),
              new PostfixQueue(host.file("/var/spool/postfix")));
      assertThat(sent).containsOnlyKeys("script", "forged", "shared", "login");
      WhoseMail whose = WhoseMail.on("mail1");
      whose.assertAllSay(sent.get("script"), "shop", Confidence.STRONG);
      whose.assertAllSay(sent.get("forged"), "club", Confidence.STRONG);
      whose.assertNobodySays(sent.get("shared"));
      assertThat(whose.of(sent.get("login").inLog()).confidence()).isEqualTo(Confidence.CERTAIN);
      whose.assertAllSay(sent.get("login"), "club", Confidence.CERTAIN);
    }
  }

  @Test
  void eximSaysInThreePlacesWhoItIs() {
    try (PeerHost behind = dovecots.start();
        PeerHost client = postfixes.start();
        PeerHost host = exims.start()) {
      startLogins(behind);
      Exim exim =
          Exim.start(
              host,
              "log_selector = +arguments +pid +received_recipients\n",
              """
              stay_in_queue:
                driver = redirect
                allow_defer
                data = :defer: until the test has looked
                no_verify
              """,
              """
              begin authenticators
              dovecot:
                driver = dovecot
                public_name = PLAIN
                server_socket = 127.0.0.1 %d
                server_set_id = $auth1
              begin retry
              * * F,1d,1h
              """
                  .formatted(logins));
      sendAll(host, client, exim.port());
      Map<String, SentMessage> sent =
          SentMessage.all(
              "web1",
              host.run("cat", "/var/log/exim4/mainlog").output(),
              new OwnFileFraming(ZoneId.of("UTC"), "exim"),
              new EximLog(),
              new EximQueue(host.file("/var/spool/exim4")));
      assertThat(sent).containsOnlyKeys("script", "forged", "shared", "login");
      WhoseMail whose = WhoseMail.on("web1");
      whose.assertAllSay(sent.get("script"), "shop", Confidence.STRONG);
      whose.assertAllSay(sent.get("forged"), "club", Confidence.STRONG);
      whose.assertNobodySays(sent.get("shared"));
      Attribution byFolder = whose.attributor().attribute(sent.get("shared").passage());
      assertThat(byFolder.account()).map(Account::id).contains("club");
      assertThat(byFolder.method()).isEqualTo(Method.DIRECTORY_OF_PROGRAM);
      assertThat(byFolder.confidence()).isEqualTo(Confidence.LIKELY);
      assertLoginIsNotInTheHeader(whose, sent.get("login"));
    }
  }

  /// Exim's Received field names no login, so a complaint alone leads to the server only, and never
  /// to the sender that the message claims.
  private static void assertLoginIsNotInTheHeader(WhoseMail whose, SentMessage login) {
    for (Attribution found :
        new Attribution[] {whose.of(login.inLog()), whose.of(login.inQueue())}) {
      assertThat(found.account()).map(Account::id).contains("club");
      assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
    }
    assertThat(login.inHeader())
        .isInstanceOfSatisfying(
            Came.By.class, by -> assertThat(whose.of(by.entrance()).account()).isEmpty());
  }
}
