package weir.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Alarm;
import weir.meter.Kind;
import weir.meter.Nest;
import weir.notices.Notice;
import weir.notices.NoticeEvent;

class IncidentDeskTest {
  private static final Nest ANNA = Nest.ofLogin("anna@example.net", "example.net", "anna", "mail1");

  @TempDir Path folder;

  private static Alarm alarm(Instant at) {
    return MadeAlarm.of(Kind.LOGIN, ANNA, at, 4, 5);
  }

  @Test
  void peopleHearOfAnIncidentOnceHoweverManyAlarmsJoinIt() {
    List<Notice> told = new ArrayList<>();
    List<Alarm> answered = new ArrayList<>();
    Alarm alarm = alarm(Instant.parse("2026-05-04T03:02:01Z"));
    try (IncidentDesk desk =
        new IncidentDesk(folder, _ -> {}, new Random(1), (_, each) -> answered.add(each))
            .telling(told::add)) {
      desk.accept(alarm);
      desk.accept(alarm(Instant.parse("2026-05-04T03:12:01Z")));
    }
    assertThat(answered).hasSize(2);
    assertThat(told).hasSize(1);
    Notice notice = told.getFirst();
    assertThat(notice.event()).isEqualTo(NoticeEvent.INCIDENT_OPENED);
    assertThat(notice.incident()).contains(notice.id());
    assertThat(notice.account()).isEqualTo(alarm.account());
    assertThat(notice.words()).isEqualTo(alarm.reason() + " (many-recipients)");
  }
}
