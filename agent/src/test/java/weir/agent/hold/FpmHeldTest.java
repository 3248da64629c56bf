package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.fpm.FpmWorkers;
import weir.agent.kernel.PacketLogReader;
import weir.agent.logs.FastCgi;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.Script.By;
import weir.agent.process.ScriptFinder;
import weir.agent.process.WebRequest;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// Requests to a real PHP-FPM, whose scripts connect to where no mail may go.
class FpmHeldTest {
  private static final String FENCE =
      """
      table inet hold {
        chain output {
          type filter hook output priority -5; policy accept;
          tcp dport 25 tcp flags & (fin|syn|rst|ack) == syn log prefix "weir-l " group 25 snaplen 96 queue-threshold 1
          tcp dport 25 drop
        }
      }
      """;

  @TempDir private Path folder;

  private final Processes processes = new Processes(Path.of("/proc"));
  private final Queue<Caught> caught = new ConcurrentLinkedQueue<>();

  /// After the first request opcache has the script, and the worker does not have it open any more.
  @Test
  void eachRequestIsNamedWithPoolAddressAndScript() throws Exception {
    OwnNetwork.needsFirewall();
    Path script = script();
    OwnNetwork.run(() -> {
      Process fpm = fpm();
      try (Hold _ = hold()) {
        Until.holds(() -> Files.exists(folder.resolve("pool")));
        for (int i = 0; i < 3; i++) {
          FastCgi.get(folder.resolve("pool"), script);
        }
        Until.holds(() -> caught.size() == 3);
      } finally {
        fpm.destroy();
        fpm.waitFor(30, TimeUnit.SECONDS);
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
    Path rules = Files.writeString(folder.resolve("fence"), FENCE);
    OwnNetwork.command("nft", "-f", rules.toString());
    return Hold.start(
        new Hold.Settings(25, PacketLogReader.ROOM, Set.of(25), "let"),
        processes,
        Makers.asking(
            processes, new ScriptFinder(processes, path -> path.startsWith(folder.toString()))),
        Clock.systemUTC(),
        _ -> {},
        caught::add);
  }

  private Path script() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("x.php"), "<?php @fsockopen('203.0.113.9', 25, $no, $text, 5);\n");
    for (Path each : List.of(folder, script)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return script;
  }

  /// One worker: while it waits, only the second listener answers.
  private Process fpm() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("fpm.conf"),
            """
            [global]
            error_log = %1$s/error.log
            daemonize = no
            [shop]
            user = nobody
            listen = %1$s/pool
            pm = static
            pm.max_children = 1
            pm.status_path = /st
            pm.status_listen = %1$s/status
            """
                .formatted(folder));
    try {
      return new ProcessBuilder(
              "php-fpm8.2",
              "-n",
              "-d",
              "zend_extension=opcache.so",
              "-d",
              "opcache.enable=1",
              "-y",
              settings.toString())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("said").toFile())
          .start();
    } catch (IOException e) {
      return Assumptions.abort("no php-fpm8.2 here");
    }
  }
}
