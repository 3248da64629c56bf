package weir.queues;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.queue.Programs;
import weir.agent.queue.QmailHand;

/// Stops and starts qmail-send by the operator's commands.
final class QmailSend implements QmailHand.Sender {
  private static final Logger log = LoggerFactory.getLogger(QmailSend.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Programs programs;
  private final List<String> stop;
  private final List<String> start;
  private final Duration patience;
  private final BooleanSupplier runs;

  /// @param runs whether it runs
  QmailSend(
      Programs programs,
      List<String> stop,
      List<String> start,
      Duration patience,
      BooleanSupplier runs) {
    this.programs = programs;
    this.stop = stop;
    this.start = start;
    this.patience = patience;
    this.runs = runs;
  }

  /// Whether a process of that name runs on this host.
  static boolean runs() {
    return ProcessHandle.allProcesses()
        .anyMatch(
            each -> each.info().command().filter(it -> it.endsWith("/qmail-send")).isPresent());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    run(stop);
    for (Duration waited = Duration.ZERO; runs.getAsBoolean(); waited = waited.plus(LOOK)) {
      if (waited.compareTo(patience) > 0) {
        throw new IOException(
            "qmail-send has not ended within %d s; nothing was done"
                .formatted(patience.toSeconds()));
      }
      Thread.sleep(LOOK);
    }
  }

  @Override
  public void start() throws IOException, InterruptedException {
    try {
      run(start);
    } catch (IOException e) {
      log.error("qmail-send was stopped and could not be started again: {}", e.getMessage());
      throw e;
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Programs.Ran ran = programs.run(command, "");
    if (ran.exit() != 0) {
      throw new IOException(String.join(" ", command) + ": " + ran.output().strip());
    }
  }
}
