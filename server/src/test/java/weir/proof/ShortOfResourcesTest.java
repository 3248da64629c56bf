package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkMta;
import weir.state.MemoryState;
import weir.state.State;
import weir.testkit.Until;

/// Too little of what a process needs: clients are told so before nothing works any more, and what
/// hits one session hits no other.
class ShortOfResourcesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  /// Descriptors for the jars of the JVM and for some two hundred clients.
  private static final int DESCRIPTORS = 600;

  private static final int CLIENTS = 600;

  /// Octets; enough for what the server itself writes, too little for a message of twice that.
  private static final int LARGEST_FILE = 4_000_000;

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void hostile_115_short_of_descriptors_clients_are_told_421_and_mail_goes_on() {
    assumeThat(PRLIMIT).as("sets the limit").exists();
    List<String> limited = List.of(PRLIMIT.toString(), "--nofile=" + DESCRIPTORS, "--");
    String settings =
        Child.settings(folder)
            + "checks.connections.per-network = 1000\n"
            + "hops.back = {type = 'smtp', address = '127.0.0.1:%d'}\n".formatted(sink.port());
    List<Talker> open = new ArrayList<>();
    try (Child child = Child.start(folder, limited, settings).awaitReady()) {
      Talker first = Talker.connect(child.port());
      open.add(first);
      first.hear();
      first.ask("EHLO mail.example.net");
      int toldFull = 0;
      for (int n = 0; n < CLIENTS; n++) {
        Talker client = Talker.connect(child.port());
        open.add(client);
        toldFull += client.hear().text().startsWith("421 4.3.2") ? 1 : 0;
      }
      assertThat(toldFull).isBetween(CLIENTS / 3, CLIENTS - 20);
      assertThat(first.deliver(MESSAGE).code()).as("those that are in").isEqualTo(250);
      open.subList(1, open.size()).forEach(Talker::close);
      Until.holds(PATIENCE, () -> greets(child));
      // It listens before it has said what it is.
      Until.holds(PATIENCE, () -> log().contains("file descriptors are enough for"));
      assertThat(log()).doesNotContain("cannot accept", "Too many open files");
    } finally {
      open.forEach(Talker::close);
    }
    assertThat(sink.messages()).hasSize(1);
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("child.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean greets(Child child) {
    try (Talker client = Talker.connect(child.port())) {
      return client.hear().code() == 220;
    }
  }

  /// A file that may not grow stands for a disk that is full: both fail the write.
  @Test
  void hostile_109_where_a_message_cannot_be_written_it_is_refused_and_nothing_is_left()
      throws IOException {
    assumeThat(PRLIMIT).as("sets the limit").exists();
    List<String> limited = List.of(PRLIMIT.toString(), "--fsize=" + LARGEST_FILE, "--");
    String settings =
        Child.settings(folder)
            + "hops.back = {type = 'smtp', address = '127.0.0.1:%d'}\n".formatted(sink.port());
    try (Child child = Child.start(folder, limited, settings).awaitReady();
        Talker client = Talker.connect(child.port())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      String large = MESSAGE + "0123456789abcdef\r\n".repeat(2 * LARGEST_FILE / 18);
      assertThat(client.deliver(large).text()).startsWith("452 4.3.1");
      assertThat(client.deliver(MESSAGE).code()).as("what fits into memory").isEqualTo(250);
      try (Stream<Path> left = Files.list(folder.resolve("var/passing"))) {
        assertThat(left).isEmpty();
      }
    }
    assertThat(sink.messages()).hasSize(1);
  }

  @Test
  void hostile_115_an_error_in_one_session_ends_that_one_and_no_other() {
    AtomicBoolean failing = new AtomicBoolean();
    try (Stand stand = Stand.in(folder).hop(sink.port()).state(failing(failing)).start();
        Talker before = stand.sender();
        Talker hit = stand.sender()) {
      before.begin();
      hit.ask("MAIL FROM:<carl@example.net>");
      failing.set(true);
      assertThat(hit.ask("RCPT TO:<ann@example.com>").code()).as("never a yes").isIn(0, 421, 451);
      failing.set(false);
      assertThat(before.ask(MESSAGE + ".").code()).isEqualTo(250);
      try (Talker after = stand.sender()) {
        assertThat(after.deliver(MESSAGE).code()).isEqualTo(250);
      }
    }
    assertThat(sink.messages()).hasSize(2);
  }

  /// A state that runs out of memory when told to.
  private static State failing(AtomicBoolean told) {
    State real = new MemoryState();
    return (State)
        Proxy.newProxyInstance(
            State.class.getClassLoader(),
            new Class<?>[] {State.class},
            (_, method, arguments) -> {
              if (told.get()) {
                throw new OutOfMemoryError("told to");
              }
              return method.invoke(real, arguments);
            });
  }
}
