package weir.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LogWriterTest {
  private static final int WRITERS = 50;
  private static final int LINES = 200;
  private final LoggerContext context = new LoggerContext();

  @Test
  void aLineHasItsTimeInUtcAndTheLastPartOfItsLogger() {
    assertThat(layout().doLayout(event("weir.app.Lifecycle", "ready {}", null)))
        .isEqualTo("2026-11-25T09:07:01.023Z INFO  Lifecycle ready {}\n");
  }

  @Test
  void aDefectIsToldWithWhereItWasThrown() {
    assertThat(layout().doLayout(event("weir", "failed", new IllegalStateException("half open"))))
        .startsWith("2026-11-25T09:07:01.023Z INFO  weir failed\n")
        .contains("java.lang.IllegalStateException: half open")
        .contains(
            "at weir.log.LogWriterTest.aDefectIsToldWithWhereItWasThrown(LogWriterTest.java:");
  }

  @Test
  void noTextMakesASecondLineOrAnOrderToATerminal() {
    String forged = "x\n2026-11-25T09:07:02.000Z INFO  sessions id=0 client=192.0.2.1\u001b[2J";
    Throwable defect =
        new IllegalStateException(forged, new IllegalArgumentException(forged + "cause"));
    defect.addSuppressed(new IOException(forged + "suppressed"));

    String shown = layout().doLayout(event("weir", "failed: " + forged, defect));

    assertThat(shown.lines())
        .first()
        .asString()
        .isEqualTo(
            "2026-11-25T09:07:01.023Z INFO  weir failed: "
                + forged.replace("\n", "\\u000a").replace("\u001b", "\\u001b"));
    assertThat(shown.lines().skip(1))
        .filteredOn(line -> line.contains("client=192.0.2.1"))
        .hasSize(3)
        .allMatch(line -> line.contains("Exception: x\\u000a2026"));
    assertThat(shown).doesNotContain("\u001b");
  }

  @Test
  void everyLineOfManySessionsIsWrittenOnceAndInTheOrderOfItsSession() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogWriter writer = started(out);
    List<Thread> sessions = new ArrayList<>();
    for (int s = 0; s < WRITERS; s++) {
      String name = "session-" + s;
      sessions.add(
          Thread.startVirtualThread(() -> {
            for (int n = 0; n < LINES; n++) {
              writer.doAppend(event(name, String.valueOf(n), null));
            }
          }));
    }
    for (Thread session : sessions) {
      session.join();
    }
    writer.stop();
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(WRITERS * LINES);
    for (int s = 0; s < WRITERS; s++) {
      String mark = " session-" + s + " ";
      assertThat(lines.stream().filter(line -> line.contains(mark)))
          .extracting(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
          .isSorted()
          .hasSize(LINES);
    }
  }

  @Test
  void linesThatComeWhileOneIsWrittenLeaveTogether() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    CountDownLatch goOn = new CountDownLatch(1);
    LogWriter writer = started(new Stuck(writes, goOn));
    for (int n = 0; n < 1_000; n++) {
      writer.doAppend(event("weir", "line " + n, null));
    }
    goOn.countDown();
    writer.stop();
    assertThat(writes.get()).isLessThan(10);
  }

  @Test
  @Timeout(60)
  void whoeverLogsWaitsWhileNobodyReadsAMegabyteOfLines() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogWriter writer = started(new Stuck(out, goOn));
    String tenThousand = "x".repeat(10_000);
    Thread session =
        Thread.startVirtualThread(() -> {
          for (int n = 0; n < 300; n++) {
            writer.doAppend(event("weir", tenThousand, null));
          }
        });
    while (session.getState() != Thread.State.WAITING) {
      assertThat(session.isAlive()).as("it still logs").isTrue();
      Thread.onSpinWait();
    }
    goOn.countDown();
    session.join();
    writer.stop();
    assertThat(out.toString(UTF_8).lines()).hasSize(300);
  }

  /// A pipe that takes nothing before it is told to.
  private static final class Stuck extends OutputStream {
    private final @Nullable AtomicInteger writes;
    private final OutputStream to;
    private final CountDownLatch goOn;

    Stuck(AtomicInteger writes, CountDownLatch goOn) {
      this.writes = writes;
      this.to = OutputStream.nullOutputStream();
      this.goOn = goOn;
    }

    Stuck(OutputStream to, CountDownLatch goOn) {
      this.writes = null;
      this.to = to;
      this.goOn = goOn;
    }

    @Override
    public void write(int octet) {
      throw new UnsupportedOperationException("one octet at a time");
    }

    @Override
    public void write(byte[] octets) throws IOException {
      try {
        goOn.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      if (writes != null) {
        writes.incrementAndGet();
      }
      to.write(octets);
    }
  }

  private LogWriter started(OutputStream out) {
    LogWriter writer = new LogWriter(layout(), out);
    writer.setContext(context);
    writer.start();
    return writer;
  }

  private LogLayout layout() {
    LogLayout layout = new LogLayout();
    layout.setContext(context);
    layout.start();
    return layout;
  }

  private LoggingEvent event(String logger, String message, @Nullable Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent("", context.getLogger(logger), Level.INFO, message, thrown, null);
    event.setInstant(Instant.parse("2026-11-25T09:07:01.023Z"));
    return event;
  }
}
