package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.app.App;
import weir.main.ServerProcess;
import weir.response.Lease;
import weir.response.Response;
import weir.sink.SinkMta;
import weir.testkit.FreePort;
import weir.testkit.Until;

/// A gateway that has a control takes over from another, in processes of their own: what control
/// orders reaches whoever takes mail, and what each of them saw is kept once.
@Timeout(180)
class GatewayHandoverTest {
  private static final String LOGIN =
      Base64.getEncoder().encodeToString("\0ann@example.com\0secret".getBytes());

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private Path front;
  private ControlSide control;
  private int port;

  @BeforeEach
  void configure() throws IOException {
    front = Files.createDirectory(folder.resolve("gateway"));
    control = ControlSide.in(folder, front.resolve("agent"));
    port = FreePort.any();
    String gateway =
        Stand.in(front)
            .hop(sink.port())
            .set("control.agent", "'" + front.resolve("agent") + "'")
            .without("listeners.mx.proxy-from")
            .without("listeners.submission.proxy-from")
            .set("listeners.submission.address", "'127.0.0.1:" + port + "'")
            .set("dns.servers", "['127.0.0.1:9']")
            .set("limits.drain-time", "'2m'")
            .set("checks.greylist.enabled", "false")
            .set("checks.connections.enabled", "false")
            .toml();
    ServerProcess.configuration(front, gateway);
  }

  private Talker ann() {
    Talker ann = Talker.connect(port);
    ann.hear();
    ann.ask("EHLO pc.example.net");
    ann.secure();
    return ann;
  }

  private int auth() {
    try (Talker ann = ann()) {
      return ann.ask("AUTH PLAIN " + LOGIN).code();
    }
  }

  private static void send(Talker ann, String subject) {
    assertThat(ann.ask("MAIL FROM:<ann@example.com>").code()).isEqualTo(250);
    assertThat(ann.ask("RCPT TO:<bob@example.com>").code()).isEqualTo(250);
    assertThat(ann.ask("DATA").code()).isEqualTo(354);
    ann.send("Subject: " + subject + "\r\n\r\nx\r\n.\r\n");
    assertThat(ann.hear().code()).isEqualTo(250);
  }

  private void send(String subject) {
    try (Talker ann = ann()) {
      assertThat(ann.ask("AUTH PLAIN " + LOGIN).code()).isEqualTo(235);
      send(ann, subject);
      ann.ask("QUIT");
    }
  }

  @Test
  void ordersReachTheNewOneAndReportsOfBothAreKeptOnce() throws Exception {
    try (App _ = control.start();
        ServerProcess before = ServerProcess.serve(front).ready()) {
      control.awaitGateway();
      try (Talker staying = ann()) {
        assertThat(staying.ask("AUTH PLAIN " + LOGIN).code()).isEqualTo(235);
        send(staying, "before");
        try (ServerProcess after = ServerProcess.serve(front, "--take-over").ready()) {
          // Both run: one ends what it began, the other accepts.
          send("meanwhile");
          send(staying, "at the old one");
          // The third recipient: what the new one saw waits there until the old one has ended.
          assertThat(control.leases()).isEmpty();
          staying.ask("QUIT");
          before.await("handed over and done");
          assertThat(before.exit()).isZero();
          Until.holds(() -> !control.leases().isEmpty());
          Lease lease = control.leases().getFirst();
          assertThat(lease.response()).isEqualTo(new Response.DenyLogin());
          Until.holds(() -> auth() == 535);
          assertThat(control.seen()).isEqualTo(3);

          control.undo(lease);
          Until.holds(() -> auth() == 235);
          send("afterwards");
          Until.holds(() -> control.seen() == 4);
          after.terminate();
          assertThat(after.exit()).isZero();
        }
      }
    }
  }

  @Test
  void whereTheOldOneDiesTheNewOneTellsAndObeys() throws Exception {
    try (App _ = control.start();
        ServerProcess before = ServerProcess.serve(front).ready()) {
      control.awaitGateway();
      try (Talker staying = ann()) {
        assertThat(staying.ask("AUTH PLAIN " + LOGIN).code()).isEqualTo(235);
        try (ServerProcess after = ServerProcess.serve(front, "--take-over").ready()) {
          send(staying, "at the old one");
          Until.holds(() -> control.seen() == 1);
          send("meanwhile");
          before.close(); // SIGKILL
          after.await("the process before us has ended");
          send("afterwards");
          Until.holds(() -> auth() == 535);
          assertThat(control.seen()).isEqualTo(3);
          after.terminate();
          assertThat(after.exit()).isZero();
        }
      }
    }
  }

  @Test
  void whatIsOrderedOfTheOldOneWhileItDrainsHoldsAtTheNewOne() throws Exception {
    try (App _ = control.start();
        ServerProcess before = ServerProcess.serve(front).ready()) {
      control.awaitGateway();
      try (Talker staying = ann()) {
        assertThat(staying.ask("AUTH PLAIN " + LOGIN).code()).isEqualTo(235);
        try (ServerProcess after = ServerProcess.serve(front, "--take-over").ready()) {
          send(staying, "one");
          send(staying, "two");
          send(staying, "three");
          Until.holds(() -> !control.leases().isEmpty());
          Until.holds(() -> auth() == 535);
          staying.ask("QUIT");
          before.await("handed over and done");
          after.await("the process before us has ended");
          assertThat(auth()).isEqualTo(535);
          control.undo(control.leases().getFirst());
          Until.holds(() -> auth() == 235);
          assertThat(control.seen()).isEqualTo(3);
          after.terminate();
          assertThat(after.exit()).isZero();
        }
      }
    }
  }
}
