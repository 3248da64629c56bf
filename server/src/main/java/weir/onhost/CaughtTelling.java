package weir.onhost;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.connections.Connection.Maker;
import weir.agent.hold.Caught;
import weir.agent.process.UserNames;
import weir.agent.script.ScriptCopies;
import weir.agent.script.ScriptCopy;
import weir.uplink.Report;

/// Tells of each connection that the fence caught, and of each script behind one when it is seen
/// first. For one thread.
final class CaughtTelling {
  private static final Logger log = LoggerFactory.getLogger(CaughtTelling.class);

  private final AgentFile file;
  private final KnownScripts scripts;
  private final CaughtReports reports;
  private final Reckoning reckoning;
  private final FenceStaging staging;
  private final FenceTries tries;
  private final Telling telling;
  private final Clock clock;

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
    this.reports = new CaughtReports(users, new ScriptCopies(this::fresh));
    this.reckoning = reckoning;
    this.staging = staging;
    this.tries = tries;
    this.telling = telling;
    this.clock = clock;
  }

  /// Reads the script of somebody who waits.
  void look(Maker maker) {
    reports.look(maker);
  }

  /// He waits no more.
  void tell(Caught caught) {
    Report.Connection report = reports.of(caught);
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
  private void fresh(ScriptCopy copy) {
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
}
