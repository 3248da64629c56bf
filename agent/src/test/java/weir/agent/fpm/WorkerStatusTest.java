package weir.agent.fpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.WebRequest;

class WorkerStatusTest {
  @TempDir private Path folder;

  private static String worker(long pid, String state, String script) {
    return """
    ************************
    pid:                  %d
    state:                %s
    requests:             1
    request method:       POST
    request URI:          /contact.php?token=secret
    content length:       0
    user:                 -
    script:               %s
    last request cpu:     0.00
    """
        .formatted(pid, state, script);
  }

  private static final String PAGE = "pool: shop\nlisten queue: 0\n\n";

  @Test
  void aWorkerIsAtItsRequestAndNoPasswordIsTold() {
    String page = PAGE + worker(7, "Running", "/home/shop/c.php") + worker(8, "Idle", "/x.php");
    WorkerStatus seven = WorkerStatus.read(page, 7).orElseThrow();
    assertThat(seven.script()).contains("/home/shop/c.php");
    assertThat(seven.request())
        .isEqualTo(
            new WebRequest(
                "POST", "/contact.php", Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(WorkerStatus.read(page, 8)).as("the last request of an idle one").isEmpty();
    assertThat(WorkerStatus.read(page, 9)).isEmpty();
  }

  /// FPM writes names as they are, and a name of a file may hold anything but NUL.
  @Test
  void aNameWithLineBreaksPutsTheBlameOnNobody() {
    String forged = "/home/evil/a\n" + worker(7, "Running", "/home/other/x.php");
    String twice = PAGE + worker(6, "Running", forged) + worker(7, "Running", "/home/shop/c.php");
    assertThat(WorkerStatus.read(twice, 7)).isEmpty();
    String lines = "/home/evil/a\nscript: /home/other/x.php";
    assertThat(WorkerStatus.read(PAGE + worker(6, "Running", lines), 6)).isEmpty();
    String cut = "/" + "x".repeat(254);
    assertThat(WorkerStatus.read(PAGE + worker(6, "Running", cut), 6).orElseThrow().script())
        .isEmpty();
  }

  @Test
  void theSettingsOfPoolsAreFoundInIncludedFiles() throws Exception {
    Path main = folder.resolve("php-fpm.conf");
    Files.writeString(main, "[global]\ninclude=" + folder + "/pool.d/*.conf\n");
    Files.createDirectory(folder.resolve("pool.d"));
    Files.writeString(
        folder.resolve("pool.d/a.conf"),
        """
        ; listen = /not/this
        [shop]
        listen = "/run/$pool.sock" ; where it is
        pm.status_path = /st
        [blog]
        listen = 9001
        pm.status_listen = 127.0.0.1:9002
        pm.status_path = /st
        [none]
        listen = 9003
        [named]
        listen = db.example:9000
        pm.status_path = /st
        """);
    Files.writeString(folder.resolve("pool.d/b.off"), "[off]\nlisten=9009\npm.status_path=/st\n");
    Map<String, Pool> pools = PoolFiles.read(main);
    assertThat(pools.keySet()).containsExactlyInAnyOrder("shop", "blog");
    assertThat(pools.get("shop").at()).hasToString("/run/shop.sock");
    assertThat(pools.get("blog").at()).hasToString("/127.0.0.1:9002");
  }
}
