package weir.incidents;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.incident.Alarm;
import weir.incident.Incident;
import weir.journal.Entry;
import weir.journal.Id;
import weir.journal.Journal;
import weir.notices.Notice;
import weir.notices.NoticeEvent;
import weir.notices.Notices;
import weir.response.Target;

/// Where alarms arrive: each is joined with the incident that it belongs to, and staff are told in
/// the log and in the journal of each that is new. Not thread-safe.
public final class IncidentDesk implements Consumer<Alarm>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IncidentDesk.class);

  private final Path folder;
  private final Journal journal;
  private final RandomGenerator chance;
  private final BiConsumer<Incident, Alarm> responses;
  private Notices notices = Notices.NONE;
  private @Nullable IncidentStore store;

  /// @param folder of the server
  /// @param responses hears of each alarm, with its incident
  public IncidentDesk(
      Path folder, Journal journal, RandomGenerator chance, BiConsumer<Incident, Alarm> responses) {
    this.folder = folder;
    this.journal = journal;
    this.chance = chance;
    this.responses = responses;
  }

  /// Who hears of each incident that is new, from now on.
  public IncidentDesk telling(Notices who) {
    notices = who;
    return this;
  }

  /// What cannot be kept stands in the log as a whole; the file is opened anew for the next one.
  @Override
  public void accept(Alarm alarm) {
    try {
      IncidentStore open = store == null ? IncidentStore.open(folder) : store;
      store = open;
      IncidentStore.Taken taken = open.take(alarm, () -> Id.next(chance));
      tell(taken, alarm);
      responses.accept(taken.incident(), alarm);
    } catch (SQLException e) {
      log.error(
          "{}: {}: {}; it is not kept: {}",
          alarm.rule().id(),
          alarm.reading().key(),
          alarm.reason(),
          e.getMessage());
      close();
    }
  }

  private void tell(IncidentStore.Taken taken, Alarm alarm) {
    Incident incident = taken.incident();
    log.info(
        "incident {}{}: {}: {} ({})",
        incident.id(),
        taken.isNew() ? "" : " goes on",
        incident.whose(),
        alarm.reason(),
        alarm.rule().id());
    if (taken.isNew()) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("incident", incident.id());
      incident.account().ifPresent(account -> details.put("account", account));
      details.put("sender", incident.about().toString());
      details.put("rule", alarm.rule().id());
      details.put("reason", alarm.reason());
      journal.add(new Entry.Act(Id.next(chance), alarm.at(), "incident-opened", "weir", details));
      notices.tell(notice(incident, alarm));
    }
  }

  private static Notice notice(Incident incident, Alarm alarm) {
    return new Notice(
        incident.id(),
        alarm.at(),
        NoticeEvent.INCIDENT_OPENED,
        incident.account(),
        Target.of(incident.about()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(incident.id()),
        Optional.empty(),
        "weir",
        alarm.reason() + " (" + alarm.rule().id() + ")");
  }

  @Override
  public void close() {
    IncidentStore open = store;
    store = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.warn("the file of incidents is not closed: {}", e.getMessage());
      }
    }
  }
}
