package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory that is really gone, in a process with the options of the JVM that are delivered.
class EmptyHeapTest {
  private static final Path PACKAGING = Path.of("../packaging").toAbsolutePath();

  /// What `-XX:+ExitOnOutOfMemoryError` ends the JVM with.
  private static final int OUT_OF_MEMORY = 3;

  private static final int BEFORE = 5;
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";

  /// Octets of a heap of 64 MB are gone before all of these are in it.
  private static final int CLIENTS = 60;

  private static final String LARGE = "a line of forty characters, all in all\r\n".repeat(75_000);

  @TempDir private Path folder;

  @Test
  void hostile_115_the_process_ends_is_started_again_and_has_lost_nothing() throws IOException {
    Behind behind = new Behind.Held(folder);
    String settings =
        Child.settings(folder)
            + "checks.connections.enabled = false\n"
            + "limits.message-in-memory = '4MB'\nlimits.messages-in-memory = '1GB'\n"
            + behind.settings();
    try (Child child = start("-Xmx64m", settings)) {
      for (int n = 0; n < BEFORE; n++) {
        assertThat(deliver(child).code()).isEqualTo(250);
      }
      fill(child);
      assertThat(child.awaitEnd()).isEqualTo(OUT_OF_MEMORY);
    }
    assertThat(Files.readAllLines(PACKAGING.resolve("weir.service")))
        .as("any status but this one starts it again")
        .contains("Restart=on-failure", "SuccessExitStatus=143")
        .noneMatch(line -> line.startsWith("RestartPreventExitStatus"));

    try (Child next = start("-Xmx512m", settings)) {
      assertThat(deliver(next).code()).isEqualTo(250);
    }
    assertThat(behind.take()).hasSize(BEFORE + 1);
  }

  private Child start(String heap, String settings) {
    List<String> options = List.of("@" + PACKAGING.resolve("java.options"), heap);
    return Child.start(folder, List.of(), options, settings).awaitReady();
  }

  private static Said deliver(Child child) {
    try (Talker client = Talker.connect(child.port())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      return client.deliver(MESSAGE);
    }
  }

  /// Messages without their final dot, all of them in memory, until nobody takes any more.
  private static void fill(Child child) {
    List<Talker> clients = new ArrayList<>();
    try {
      for (int n = 0; n < CLIENTS; n++) {
        Talker client = Talker.connect(child.port());
        clients.add(client);
        client.hear();
        client.ask("EHLO mail.example.net");
        client.begin();
        client.send(LARGE);
      }
    } catch (UncheckedIOException ended) {
      // as it is to
    } finally {
      clients.forEach(Talker::close);
    }
  }
}
