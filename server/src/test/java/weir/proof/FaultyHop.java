package weir.proof;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.tls.SelfMade;
import weir.tls.ServerTls;
import weir.tls.TlsProblem;

/// A server before a next hop that can do TLS, and closes, resets or stalls when it is told to.
abstract class FaultyHop {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static final Map<String, SinkAct> FAULTS =
      Map.of("closes", SinkAct.hangUp(), "resets", SinkAct.reset(), "stalls", SinkAct.stall());

  @TempDir static Path tls;
  private static SSLContext context;

  @TempDir Path folder;
  @AutoClose final SinkMta sink = SinkMta.start();

  @BeforeAll
  static void makeCertificate() throws TlsProblem {
    context =
        ServerTls.open(SelfMade.in(tls, List.of("sink.example"), Instant.now(), new SecureRandom()))
            .context();
  }

  /// A server that soon gives the hop up, and soon asks it again.
  ///
  /// @param protocol `smtp` or `lmtp`
  /// @param offered by the hop, in its answer to EHLO
  final Stand.Plan plan(String protocol, List<String> offered) {
    if (protocol.equals("lmtp")) {
      sink.lmtp();
    }
    sink.tls(context).offer(offered.toArray(String[]::new));
    Stand.Plan plan =
        Stand.in(folder)
            .hop(sink.port())
            .set("hops.back.type", "'" + protocol + "'")
            .set("hops.back.back-off", "'1ms'")
            .set("hops.back.longest-back-off", "'1ms'");
    for (String each : List.of("connect", "command", "dot")) {
      plan.set("hops.back." + each + "-timeout", "'300ms'");
    }
    return plan;
  }
}
