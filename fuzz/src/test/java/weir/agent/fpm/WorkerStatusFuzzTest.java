package weir.agent.fpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The status page of a pool, where a request of one worker says what it likes: FPM writes the
/// names of files and addresses as they are.
final class WorkerStatusFuzzTest {
  private static final long PID = 4712;

  private static final String HEAD = "pool: shop\nprocess manager: static\n\n";

  private static final String OURS = worker(PID, "/contact.php", "/home/shop/contact.php");

  private static final Optional<WorkerStatus> TRUE = WorkerStatus.read(HEAD + OURS, PID);

  @FuzzTest
  void whatOneWorkerSaysIsNeverToldOfAnother(byte[] octets) {
    assertThat(TRUE).isPresent();
    String said = new String(octets, StandardCharsets.UTF_8);
    for (String other :
        new String[] {worker(4711, said, "/home/blog/x.php"), worker(4711, "/", "/home/" + said)}) {
      for (String page : new String[] {HEAD + other + OURS, HEAD + OURS + other}) {
        Optional<WorkerStatus> read = WorkerStatus.read(page, PID);
        assertThat(read.isEmpty() || read.equals(TRUE)).as("%s", read).isTrue();
      }
    }
  }

  private static String worker(long pid, String uri, String script) {
    return """
    ************************
    pid:                  %d
    state:                Running
    start time:           01/Dec/2026:08:30:00 +0000
    request method:       GET
    request URI:          %s
    user:                 -
    script:               %s
    last request cpu:     0.00

    """
        .formatted(pid, uri, script);
  }
}
