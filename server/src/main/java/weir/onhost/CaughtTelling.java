package weir.onhost;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.connections.Connection.Maker;
import weir.agent.hold.Caught;
import weir.agent.process.SiteFolders;
import weir.agent.process.UserNames;
import weir.agent.script.ScriptCopies;
import weir.agent.script.ScriptCopy;
import weir.uplink.Report;

/// Tells of each connection that the fence caught, and of each script behind one when it is seen
/// first. One thread looks, while somebody waits, and tells; what is kept and made known of it is
/// done afterwards.
final class CaughtTelling implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CaughtTelling.class);

  private final AgentFile file;
  private final KnownScripts scripts;
  private final Afterwards afterwards = new Afterwards();
  private final ScriptCopies copies;
  private final CaughtReports reports;
  private final Reckoning reckoning;
  private final FenceStaging staging;
  private final FenceTries tries;
  private final Telling telling;
  private final Clock clock;
  private Optional<ScriptCopies.Read> script = Optional.empty();

  /// @param scripts that were told of
  CaughtTelling(
      AgentFile file,
      KnownScripts scripts,
      UserNames users,
      Reckoning reckoning,
      FenceStaging staging,
      FenceTries tries,
      Telling telling,
      Clock clock) {
    this.file = file;
    this.scripts = scripts;
    this.copies = new ScriptCopies(afterwards, this::report);
    this.reports = new CaughtReports(users, SiteFolders.of(file.sites()), copies);
    this.reckoning = reckoning;
    this.staging = staging;
    this.tries = tries;
    this.telling = telling;
    this.clock = clock;
  }

  /// Looks at the script of somebody who waits: soon it may be gone.
  void look(Maker maker) {
    script = reports.script(maker);
  }

  /// He waits no more.
  void tell(Caught caught) {
    Optional<ScriptCopies.Read> looked = caught.maker().flatMap(_ -> script);
    try {
      afterwards.execute(() -> report(caught, looked));
    } catch (RejectedExecutionException _) {
      return; // it is counted, and what the kernel counted is told
    }
  }

  private void report(Caught caught, Optional<ScriptCopies.Read> looked) {
    Report.Connection report = reports.of(caught, looked);
    boolean isHeld = report.fate() == Report.Fate.HELD;
    if (report.uid().isPresent()) {
      long uid = report.uid().getAsLong();
      reckoning.told(uid, report.toPort(), isHeld);
      if (isHeld) {
        staging.held(uid, report.to() + " port " + report.toPort());
      }
    }
    if (!tries.isOurs(report.uid())) {
      telling.tell(report);
    }
  }

  /// Only a customer's own script may be ordered out of use later.
  private void report(ScriptCopy copy) {
    if (copy.owner() >= file.firstUid() && copy.owner() <= file.lastUid()) {
      try {
        scripts.add(copy.path());
      } catch (IOException e) {
        log.warn("{}: that it was told of is not kept: {}", copy.path(), e.getMessage());
      }
    }
    telling.tell(
        new Report.Script(
            clock.instant(),
            copy.path(),
            copy.digest(),
            copy.size(),
            copy.modified(),
            copy.owner(),
            copy.mode(),
            copy.beginning()));
  }

  /// What was too much, one sentence each; empty where nothing was.
  List<String> degraded() {
    List<String> all = new ArrayList<>();
    if (afterwards.left() > 0) {
      all.add(
          "more was caught at once than can be told one by one: what is missing is told as numbers");
    }
    if (copies.left() > 0) {
      all.add(
          "more scripts were met at once than can be copied: those are copied when they are met again");
    }
    return all;
  }

  @Override
  public void close() throws InterruptedException {
    afterwards.close();
  }
}
