package weir.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.leases.Pause;
import weir.notices.Notice;
import weir.notices.NoticeEvent;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

class LeaseNoticesTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  @TempDir Path folder;
  private final List<Notice> told = new ArrayList<>();

  private static LeaseAct act(String id, String what, Optional<String> lease) {
    return new LeaseAct(id, NOW, what, "olga", lease, "words");
  }

  private static Lease lease(String id, Response response) {
    return Lease.begin(
        id,
        new Target.Login("anna@example.net"),
        response,
        "olga",
        Optional.empty(),
        Optional.of("incident"),
        "spam",
        NOW,
        Duration.ofHours(2));
  }

  private void tell(LeaseStore store) throws SQLException {
    LeaseNotices.tell(store, _ -> Optional.of("anna"), told::add);
    for (LeaseAct act : store.unjournaled()) {
      store.journaled(act);
    }
  }

  @Test
  void peopleHearThatALeaseBeginsNeedsThemAndEnds() throws Exception {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.begin(lease("a", new Response.Hold()), act("1", "response-begun", Optional.of("a")));
      store.add(act("2", "response-put", Optional.of("a")));
      tell(store);
      assertThat(told)
          .containsExactly(
              new Notice(
                  "1",
                  NOW,
                  NoticeEvent.RESPONSE_BEGUN,
                  Optional.of("anna"),
                  Optional.of(new Target.Login("anna@example.net")),
                  Optional.of(new Response.Hold()),
                  Optional.of("a"),
                  Optional.of("incident"),
                  Optional.of(NOW.plus(Duration.ofHours(2))),
                  "olga",
                  "words"));
      tell(store);
      assertThat(told).as("once").hasSize(1);
      store.add(act("3", "response-probation", Optional.of("a")));
      store.add(act("4", "response-ended", Optional.of("a")));
      store.add(act("5", "response-needs-decision", Optional.of("a")));
      store.add(act("6", "response-trouble", Optional.empty()));
      store.pause(
          new Pause(NOW, "weir", "too many"), act("7", "responses-paused", Optional.empty()));
      tell(store);
      assertThat(told)
          .extracting(Notice::event)
          .containsExactly(
              NoticeEvent.RESPONSE_BEGUN,
              NoticeEvent.RESPONSE_ENDED,
              NoticeEvent.NEEDS_DECISION,
              NoticeEvent.TROUBLE,
              NoticeEvent.RESPONSES_PAUSED);
    }
  }

  @Test
  void whatDoesNotEndByItselfHasNoEndAndTellingIsTold() throws Exception {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.begin(
          lease("a", new Response.DenyLogin()), act("1", "response-begun", Optional.of("a")));
      store.begin(lease("b", new Response.Notify()), act("2", "response-begun", Optional.of("b")));
      tell(store);
      assertThat(told).hasSize(2);
      assertThat(told).allMatch(notice -> notice.until().isEmpty());
      assertThat(told.getLast().response()).contains(new Response.Notify());
    }
  }
}
