package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.app.Hangup;

/// SIGHUP before the server is ready.
@Timeout(
    value = 180,
    threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // to open a pipe cannot be interrupted
class HangupTest {
  private static final String SETTINGS =
      """
      host-name = 'mx.example.com'
      folder = 'var'
      listeners.mx.address = '127.0.0.1:0'
      hops.back.type = 'smtp'
      hops.back.address = '127.0.0.1:9'
      domains."example.com".hop = 'back'
      domains."example.com".recipients = ['ann']
      dns.servers = ['127.0.0.1:9']
      """;

  @TempDir Path folder;

  /// The configuration is a pipe: whoever reads it waits until we write, so that the signal comes
  /// in the midst of the start, and the second reading can only be that of the reload.
  @Test
  void aHangupDuringTheStartIsDoneWhenTheServerIsReady() throws Exception {
    Path pipe = folder.resolve("weir.toml");
    run("mkfifo", pipe.toString());
    try (ServerProcess server = ServerProcess.serve(folder)) {
      try (var text = Files.newBufferedWriter(pipe)) {
        run("kill", "-HUP", Long.toString(server.pid()));
        text.write(SETTINGS);
      }
      server.ready();
      try (var text = Files.newBufferedWriter(pipe)) {
        text.write(SETTINGS.replace("'ann'", "'ann', 'bob'"));
      }
      server.await("reloaded, policy version");
      server.terminate();
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void whatComesEarlyIsDoneOnceAndWhatComesLaterEachTime() throws Exception {
    Hangup hangup = new Hangup();
    hangup.come();
    hangup.come();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(2);
    hangup.listen(() -> {
      all.countDown();
      first.countDown();
    });
    first.await();
    assertThat(all.getCount()).isEqualTo(1);
    hangup.come();
    assertThat(all.getCount()).isZero();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
