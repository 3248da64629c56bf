package weir.responder;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.random.RandomGenerator;
import weir.account.AccountBook;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.StepRunner;
import weir.incident.Alarm;
import weir.incident.Incident;
import weir.journal.Journal;
import weir.leases.LeaseStore;
import weir.rehearsal.HandClock;

/// A responder that looks when it is told to, and never by itself.
public final class HandResponder implements AutoCloseable {
  private final Path folder;
  private final Responder responder;
  private final ResponseDesk desk;

  private HandResponder(Path folder, Responder responder) {
    this.folder = folder;
    this.responder = responder;
    this.desk = responder.desk();
  }

  /// @param rules hears what rules may do
  public static HandResponder of(
      Path folder,
      List<? extends EnforcementPoint> points,
      AccountBook book,
      ResponseSettings settings,
      RulesAsked rules,
      Journal journal,
      HandClock clock,
      RandomGenerator chance) {
    StepRunner runner =
        new StepRunner(
            new SystemPrograms(settings.deadline()), new WebService(settings.deadline()));
    return new HandResponder(
        folder,
        new Responder(
            folder,
            List.copyOf(points),
            runner,
            () -> book,
            settings,
            rules,
            journal,
            clock,
            chance));
  }

  /// Does what may be done about an alarm.
  public void respond(Incident incident, Alarm alarm) {
    desk.respond(incident, alarm);
  }

  /// Makes every place what the leases say.
  public void look() throws SQLException, InterruptedException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      responder.look(store);
    }
  }

  @Override
  public void close() {
    responder.close();
  }
}
