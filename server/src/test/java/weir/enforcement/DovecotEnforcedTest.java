package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Dovecot with the lines that the manual prints.
class DovecotEnforcedTest {
  private static final Target ANN = new Target.Login("ann@example.com");
  private static final Response DENY = new Response.DenyLogin();
  private static final Path MANUAL =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/enforcement.md");

  @TempDir private Path folder;
  private final int imap = FreePort.any();
  private PeerHost host;
  private PlaceOfLeases place;

  @BeforeEach
  void start() throws Exception {
    host = PeerRoot.require("rest").start();
    host.run("install", "-D", "-m", "644", "/dev/null", "/etc/dovecot/weir/denied").orFail();
    Dovecot.start(
        host,
        """
        protocols = imap lmtp
        auth_failure_delay = 0
        auth_cache_size = 1M
        service anvil {
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service imap-login {
          inet_listener imap {
            address = 127.0.0.1
            port = %d
          }
        }
        """
            .formatted(imap));
    Path conf = host.file("/etc/dovecot/dovecot.conf");
    Files.writeString(conf, printed() + Files.readString(conf));
    host.run("doveadm", "reload").orFail();
    DovecotPoint point =
        new DovecotPoint(
            "dovecot",
            new MailSettings.Dovecot(
                Path.of("/etc/dovecot/weir/denied"), List.of("smtp", "submission"), true),
            host.file("/etc/dovecot/weir/denied"),
            new HostPrograms(host));
    place = new PlaceOfLeases(folder, point, new HostPrograms(host));
  }

  @AfterEach
  void end() throws Exception {
    if (place != null) {
      place.close();
    }
    if (host != null) {
      host.close();
    }
  }

  private static String printed() throws IOException {
    Matcher block =
        Pattern.compile("```dovecot\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /// Whether a login may send: what Postfix and Exim ask at Dovecot's socket.
  private boolean maySend(String login) {
    return host.run(
                "doveadm",
                "auth",
                "test",
                "-a",
                "/run/dovecot/auth-client",
                "-x",
                "service=smtp",
                login,
                "secret")
            .exit()
        == 0;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static String say(Socket socket, BufferedReader in, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    String tag = line.substring(0, line.indexOf(' '));
    String reply = in.readLine();
    while (reply != null && !reply.startsWith(tag + " ")) {
      reply = in.readLine();
    }
    return String.valueOf(reply);
  }

  private String read(String login) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), imap)) {
      socket.setSoTimeout(60_000);
      BufferedReader in = reader(socket);
      in.readLine();
      return say(socket, in, "a LOGIN " + login + " secret");
    }
  }

  @Test
  void aDeniedLoginMayNotSendAndMayReadAndBothAfterwards() throws Exception {
    assertThat(maySend("ann@example.com")).isTrue();
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), imap)) {
      open.setSoTimeout(60_000);
      BufferedReader in = reader(open);
      in.readLine();
      assertThat(say(open, in, "a LOGIN ann@example.com secret")).startsWith("a OK");
      place.begin("l1", ANN, DENY);
      assertThat(place.round()).as(String.join("\n", place.told())).isTrue();
      // Dovecot looks once a second whether the file has changed.
      Until.holds(() -> !maySend("ann@example.com"));
      assertThat(maySend("ANN@example.com")).isFalse();
      assertThat(maySend("bob@example.com")).isTrue();
      assertThat(read("ann@example.com")).startsWith("a OK");
      assertThat(say(open, in, "b NOOP")).startsWith("b OK");
    }
    place.round();
    place.end(ANN);
    assertThat(place.round()).isTrue();
    Until.holds(() -> maySend("ann@example.com"));
    assertThat(read("ann@example.com")).startsWith("a OK");
    assertThat(host.file("/etc/dovecot/weir/denied")).isEmptyFile();
  }

  @Test
  void aDomainIsAllItsLogins() throws Exception {
    Target domain = new Target.OfDomain("example.com");
    place.begin("l1", domain, DENY);
    place.begin("l2", ANN, DENY);
    assertThat(place.round()).isTrue();
    Until.holds(() -> !maySend("ann@example.com") && !maySend("bob@example.com"));
    place.end(domain);
    place.round();
    Until.holds(() -> !maySend("ann@example.com") && maySend("bob@example.com"));
  }

  @Test
  void whatWasInterruptedIsGoneOnWith() throws Exception {
    place.begin("l1", ANN, DENY);
    for (int steps = 0; steps < 4; steps++) {
      place.interruptAfter(steps);
      assertThat(place.round()).isFalse();
    }
    place.end(ANN);
    assertThat(place.round()).isTrue();
    Until.holds(() -> maySend("ann@example.com"));
    assertThat(place.held(ANN)).isEmpty();
  }
}
