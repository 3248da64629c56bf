package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.fpm.FpmWorkers;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.Script.By;
import weir.agent.process.ScriptFinder;
import weir.agent.process.WebRequest;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;
import weir.testkit.peers.PhpFpm;

/// Requests to a real PHP-FPM, whose scripts connect to where no mail may go.
class FpmHeldTest {
  /// A pool that does not answer in time is not asked for a while.
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final Processes processes = new Processes(Path.of("/proc"));
  private final Queue<Caught> caught = new ConcurrentLinkedQueue<>();

  /// After the first request opcache has the script, and the worker does not have it open any more.
  @Test
  void eachRequestIsNamedWithPoolAddressAndScript() throws Exception {
    OnceLogged.isNeeded();
    Path script = script();
    OwnNetwork.run(() -> {
      try (PhpFpm fpm = fpm();
          Hold _ = hold()) {
        for (int i = 0; i < 3; i++) {
          fpm.get(script);
        }
        Until.holds(() -> caught.size() == 3);
      }
      return null;
    });
    assertThat(caught)
        .allSatisfy(each -> {
          Maker maker = each.maker().orElseThrow();
          assertThat(maker.script()).contains(new Script(script.toString(), By.POOL_STATUS));
          assertThat(FpmWorkers.pool(maker.process(), maker.parents())).contains("shop");
          assertThat(maker.request().map(WebRequest::shown)).contains("GET /up/x.php");
        });
  }

  private Hold hold() throws IOException, InterruptedException {
    OnceLogged.up(folder);
    return Hold.start(
        new Hold.Settings(OnceLogged.GROUP, PacketLogReader.ROOM, Set.of(25), "let"),
        processes,
        Makers.asking(
            processes,
            new ScriptFinder(processes, path -> path.startsWith(folder.toString())),
            new FpmWorkers(processes, PATIENT)),
        Clock.systemUTC(),
        _ -> {},
        caught::add);
  }

  private Path script() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("x.php"), "<?php @fsockopen('203.0.113.9', 25, $no, $text, 50);\n");
    for (Path each : List.of(folder, script)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return script;
  }

  /// One worker: while it waits, only the second listener answers.
  private PhpFpm fpm() throws IOException {
    String lines =
        """
        user = nobody
        pm.status_path = /st
        pm.status_listen = %s/status
        """
            .formatted(folder);
    return PhpFpm.start(
        folder, "shop", lines, "-d", "zend_extension=opcache.so", "-d", "opcache.enable=1");
  }
}
