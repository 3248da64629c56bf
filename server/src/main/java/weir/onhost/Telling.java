package weir.onhost;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.uplink.Report;

/// Puts what is seen into the journal, and wakes whoever tells it. Where nothing is to be told to
/// anybody, nothing is kept. Safe for use by many threads.
final class Telling {
  private static final Logger log = LoggerFactory.getLogger(Telling.class);

  private final ReportJournal journal;
  private final Runnable waking;
  private final boolean isTold;
  private final AtomicBoolean isFailing = new AtomicBoolean();

  /// @param waking wakes whoever tells the server
  /// @param isTold whether there is anybody to tell
  Telling(ReportJournal journal, Runnable waking, boolean isTold) {
    this.journal = journal;
    this.waking = waking;
    this.isTold = isTold;
  }

  /// What cannot be kept is counted, and said once.
  void tell(Report report) {
    if (!isTold) {
      return;
    }
    try {
      journal.add(report);
      isFailing.set(false);
      waking.run();
    } catch (IOException e) {
      if (isFailing.compareAndSet(false, true)) {
        log.error("what is seen cannot be kept, and is counted only: {}", e.toString());
      }
    }
  }

  /// Tells, and has it on the disk when this returns.
  ///
  /// @throws IOException where it is not, as long as there is no room: whoever tells can wait
  void keep(Report report) throws IOException {
    if (!journal.hasRoom()) {
      throw new IOException("there is no room for more while the server is away");
    }
    journal.add(report);
    journal.sync();
    waking.run();
  }
}
