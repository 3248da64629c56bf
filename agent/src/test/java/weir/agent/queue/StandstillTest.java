package weir.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillTest {
  /// A process that stops qmail-send and is told to end before it starts it.
  static final class Told {
    private Told() {}

    static void main(String[] args) throws IOException, InterruptedException {
      QmailHand.Sender sender =
          new QmailHand.Sender() {
            @Override
            public void stop() throws InterruptedException {
              IO.println("stop");
              if (args[0].equals("patience")) {
                Thread.sleep(Duration.ofHours(1));
              }
            }

            @Override
            public void start() throws InterruptedException {
              Thread.sleep(1); // as whoever waits for a program: it must not be interrupted
              IO.println("start");
            }
          };
      Standstill.run(
          sender,
          () -> {
            IO.println("move");
            try {
              Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
              throw new IOException("the move was cut", e);
            }
            IO.println("moved");
          });
    }
  }

  private static List<String> told(String what, String until) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Told.class.getName(),
                what)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.equals(until)) {
        line = out.readLine();
      }
      process.toHandle().destroy(); // SIGTERM
      return out.readAllLines();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aSignalWhileItIsAwaitedEndsThePatienceAndStartsItAgain() throws Exception {
    assertEquals(List.of("start"), told("patience", "stop"));
  }

  @Test
  void aSignalWhileFilesMoveLetsThemArriveAndStartsItAgain() throws Exception {
    assertEquals(List.of("moved", "start"), told("moves", "move"));
  }
}
