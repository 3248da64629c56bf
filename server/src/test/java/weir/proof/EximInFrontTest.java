package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkMta;
import weir.testkit.Until;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Exim as a client: it pipelines, sends in chunks, and starts TLS.
class EximInFrontTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("exim");
  @AutoClose private final SinkMta sink = SinkMta.start();

  private static Exim sending(PeerHost host, int port) {
    String everything =
        """
        onward:
          driver = manualroute
          route_list = * 127.0.0.1
          self = send
          transport = to_weir
          no_verify
          no_more
        """;
    String transport =
        """
        to_weir:
          driver = smtp
          port = %d
        """
            .formatted(port);
    return Exim.start(host, "", everything, transport);
  }

  @Test
  void eximRelaysThroughUs() {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        PeerHost host = root.start()) {
      Exim exim = sending(host, stand.port("direct"));
      for (int n = 0; n < 5; n++) {
        host.run(
                "sh",
                "-c",
                "printf 'Subject: x\\n\\nhello\\n.\\n..\\nend\\n' | exim4 -i -f carl@example.net"
                    + " ann@example.com")
            .orFail();
      }
      Until.holds(PATIENCE, () -> sink.messages().size() == 5);
      exim.settle(PATIENCE);
      assertThat(exim.log()).contains("K C=\"250 2.0.0 Taken"); // K: in chunks
      assertThat(sink.messages())
          .allMatch(message -> message.text().contains("with ESMTPS"))
          .allMatch(message -> message.text().endsWith("hello\r\n.\r\n..\r\nend\r\n"));
    }
  }

  @Test
  void whatWeRefuseEximGivesBack() {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        PeerHost host = root.start()) {
      Exim exim = sending(host, stand.port("direct"));
      host.run("sh", "-c", "echo hello | exim4 -i -f carl@example.net nobody@example.com").orFail();
      Until.holds(
          PATIENCE,
          () -> exim.log().contains("** nobody@example.com") && exim.log().contains("550 5.1.1"));
      assertThat(sink.messages()).isEmpty();
    }
  }
}
