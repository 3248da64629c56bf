package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.maillog.DovecotLog;
import weir.maillog.OwnFileFraming;
import weir.observation.Observation;
import weir.testkit.FreePort;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Dovecot: what is advised is asked of it, and its log is read before and after.
class DovecotDoctorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PeerRoot root = PeerRoot.require("rest");
  private final int port = FreePort.any();

  private Dovecot start(PeerHost host) {
    return Dovecot.start(
        host,
        """
        protocols = imap lmtp
        auth_failure_delay = 0
        service imap-login {
          inet_listener imap {
            address = 127.0.0.1
            port = %d
          }
        }
        """
            .formatted(port));
  }

  /// Says what a client with such a password is told.
  private int logIn(String password) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      in.readLine();
      String command = "a LOGIN ann@example.com " + password + "\r\nb LOGOUT\r\n";
      socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
      assertThat(in.lines()).isNotEmpty(); // read until it closes the connection
      return socket.getLocalPort();
    }
  }

  private static String await(Dovecot dovecot, String text) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!dovecot.log().contains(text)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not in the log: " + text + "\n" + dovecot.log());
      }
    }
    return dovecot.log();
  }

  private static List<Observation.LoggedIn> logins(String log) {
    OwnFileFraming framing = new OwnFileFraming(ZoneId.of("UTC"), "dovecot");
    return Sent.in(log, framing, new DovecotLog()).stream()
        .filter(Observation.LoggedIn.class::isInstance)
        .map(Observation.LoggedIn.class::cast)
        .toList();
  }

  @Test
  void whatIsAdvisedIsThenInTheLog() throws IOException {
    try (PeerHost host = root.start()) {
      Dovecot dovecot = start(host);
      Found before = Found.of(new PeerMachine(host), "Dovecot 2.3");
      assertThat(before.needs()).isEmpty();
      assertThat(before.wants())
          .containsExactly(
              "lines about logins say less than they could",
              "why a login failed is not logged",
              "times in /var/log/dovecot.log have neither year nor offset");
      logIn("secret");
      assertThat(await(dovecot, "Login: ")).doesNotContain("rport=").doesNotContain("lport=");

      Path file = host.file("/etc/dovecot/dovecot.conf");
      Files.writeString(file, String.join("\n", before.lines()) + "\n", StandardOpenOption.APPEND);
      Found after = Found.of(new PeerMachine(host), "Dovecot 2.3");
      assertThat(after.of().diagnoses()).allMatch(Diagnosis.Sound.class::isInstance);
      dovecot.stop();
      Files.delete(host.file("/var/log/dovecot.log"));
      dovecot.start();
      int from = logIn("secret");
      logIn("guessed");
      String log = await(dovecot, "auth failed");
      assertThat(log).contains("rport=" + from, "lport=" + port, "Password mismatch");
      assertThat(logins(log))
          .filteredOn(Observation.LoggedIn::succeeded)
          .singleElement()
          .satisfies(it -> {
            assertThat(it.login()).contains("ann@example.com");
            assertThat(it.client()).map(Object::toString).contains("127.0.0.1");
            assertThat(it.service()).isEqualTo("imap");
          });
      assertThat(logins(log))
          .filteredOn(it -> !it.succeeded())
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.login()).contains("ann@example.com"));
    }
  }
}
