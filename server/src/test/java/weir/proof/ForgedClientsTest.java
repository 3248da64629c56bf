package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.operate.StatusReport;
import weir.sink.SinkMta;

/// Row 36: whoever may not say who a client is, and tries, is refused (dialogs) and counted (here).
class ForgedClientsTest {
  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void hostile_036_a_proxy_header_of_a_stranger_is_counted_and_so_is_xclient() {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start();
        Talker client = Talker.connect(stand.port("direct"))) {
      client.hear();
      assertThat(counted(stand)).isZero();
      assertThat(client.ask("PROXY TCP4 198.51.100.9 203.0.113.25 40001 25").code()).isEqualTo(500);
      assertThat(counted(stand)).isEqualTo(1);
      assertThat(client.ask("proxy tcp4 198.51.100.9 203.0.113.25 40001 25").code()).isEqualTo(500);
      assertThat(counted(stand)).isEqualTo(2);
      assertThat(client.ask("XCLIENT ADDR=198.51.100.9").code()).isEqualTo(550);
      assertThat(counted(stand)).isEqualTo(3);
      assertThat(client.ask("PROXIES").code()).isEqualTo(500);
      assertThat(counted(stand)).isEqualTo(3);
    }
  }

  private static long counted(Stand stand) {
    return new StatusReport(stand.app().inside(), "weir.toml")
        .make("running")
        .traffic()
        .unauthorisedNaming();
  }
}
