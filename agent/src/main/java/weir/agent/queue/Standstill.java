package weir.agent.queue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A time in which qmail-send stands still. It is started again whatever happens, also when this
/// process is told to end meanwhile (Ctrl-C, SIGTERM): it ends only after that.
final class Standstill {
  private final QmailHand.Sender sender;
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean stopping; // guarded by this
  private volatile boolean started;

  private Standstill(QmailHand.Sender sender) {
    this.sender = sender;
  }

  interface Step {
    void run() throws IOException;
  }

  /// Stops qmail-send, runs the step, starts qmail-send.
  static void run(QmailHand.Sender sender, Step step) throws IOException, InterruptedException {
    new Standstill(sender).run(step);
  }

  private void run(Step step) throws IOException, InterruptedException {
    Thread end = new Thread(this::atEnd, "qmail-send");
    try {
      Runtime.getRuntime().addShutdownHook(end);
    } catch (IllegalStateException e) {
      throw new IOException("this process is ending; qmail-send was not stopped", e);
    }
    try {
      stop();
      step.run();
    } finally {
      boolean interrupted = Thread.interrupted(); // or the start would end at once
      try {
        sender.start();
        started = true;
      } finally {
        over.countDown();
        forget(end);
        if (interrupted) {
          worker.interrupt();
        }
      }
    }
  }

  private void stop() throws IOException, InterruptedException {
    mark(true);
    try {
      sender.stop();
    } finally {
      mark(false);
    }
  }

  private synchronized void mark(boolean now) {
    stopping = now;
  }

  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException _) {
      // it runs already, and has nothing to wait for any more
    }
  }

  /// Waits for the files to be where they belong, but not for the patience with qmail-send.
  private void atEnd() {
    synchronized (this) {
      if (stopping) {
        worker.interrupt();
      }
    }
    try {
      over.await();
      if (!started) { // its start may have got the same signal
        sender.start();
      }
    } catch (IOException | InterruptedException _) {
      // the sender has told it
    }
  }
}
