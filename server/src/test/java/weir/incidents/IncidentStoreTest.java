package weir.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Cause;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incident.State;
import weir.journal.Entry;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Nest;

class IncidentStoreTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");
  private static final Nest ANN = Nest.ofLogin("ann@shop.example", "shop.example", "shop", "mail1");
  private static final Nest BEN = Nest.ofLogin("ben@shop.example", "shop.example", "shop", "mail1");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private IncidentStore store;

  private int next;

  @BeforeEach
  void open() throws SQLException {
    store = IncidentStore.open(folder);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private IncidentStore.Taken take(Kind kind, Nest nest, Instant at) throws SQLException {
    return store.take(MadeAlarm.of(kind, nest, at, 4, 5), () -> "incident" + next++);
  }

  private Optional<Incident> act(String incident, IncidentAct.What what, String note)
      throws SQLException {
    return store.add(new IncidentAct("act" + next++, incident, T, what, "ops", note));
  }

  @Test
  void anAlarmBeginsAnIncidentWithWhatHadLeftBeforeIt() throws SQLException {
    IncidentStore.Taken taken = take(Kind.LOGIN, ANN, T);
    assertThat(taken.isNew()).isTrue();
    Incident incident = store.find("incident0").orElseThrow();
    assertThat(incident).isEqualTo(taken.incident());
    assertThat(incident.whose()).isEqualTo("shop (login ann@shop.example)");
    assertThat(incident.before()).isEqualTo(new Incident.Sent(4, 20, 4, 20));
    assertThat(incident.state()).isEqualTo(State.OPEN);
    assertThat(store.signs("incident0"))
        .containsExactly(
            new Sign(
                T,
                "many-recipients",
                new MeterKey(Kind.LOGIN, "ann@shop.example"),
                "20 recipients in an hour"));
  }

  /// The widest sees it first; the evidence is with the narrowest.
  @Test
  void whatTheSameAccountDoesJoinsAndTheNarrowestSenderCounts() throws SQLException {
    take(Kind.ACCOUNT, ANN, T);
    IncidentStore.Taken taken = take(Kind.LOGIN, ANN, T.plusSeconds(60));
    assertThat(taken.isNew()).isFalse();
    assertThat(taken.incident().about()).isEqualTo(new MeterKey(Kind.LOGIN, "ann@shop.example"));
    take(Kind.DOMAIN, BEN, T.plusSeconds(90));
    assertThat(store.list(T, true, 10))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.about()).isEqualTo(new MeterKey(Kind.LOGIN, "ann@shop.example"));
          assertThat(it.began()).isEqualTo(T);
          assertThat(it.last()).isEqualTo(T.plusSeconds(90));
        });
    assertThat(store.signs("incident0")).hasSize(3);
  }

  @Test
  void whatIsNobodysIsJoinedBySender() throws SQLException {
    take(Kind.HOST, ANN, T);
    assertThat(take(Kind.HOST, BEN, T).isNew()).isFalse();
    assertThat(take(Kind.LOGIN, ANN, T).isNew()).isTrue();
    assertThat(store.find("incident0").orElseThrow().whose()).isEqualTo("host mail1");
  }

  @Test
  void afterItIsResolvedTheNextAlarmBeginsANewOne() throws SQLException {
    take(Kind.LOGIN, ANN, T);
    assertThat(act("incident0", IncidentAct.What.ACKNOWLEDGED, "").orElseThrow().state())
        .isEqualTo(State.ACKNOWLEDGED);
    assertThat(take(Kind.LOGIN, ANN, T).isNew()).isFalse();
    Incident resolved =
        act("incident0", IncidentAct.What.resolved(Cause.COMPROMISED), "new password")
            .orElseThrow();
    assertThat(resolved.cause()).contains(Cause.COMPROMISED);
    assertThat(take(Kind.LOGIN, ANN, T.plusSeconds(5)).isNew()).isTrue();
    assertThat(store.list(T, true, 10)).hasSize(1);
    assertThat(store.list(T, false, 10)).hasSize(2);
    assertThat(store.ofAccount("shop", 10)).hasSize(2);
  }

  @Test
  void whatDoesNotFitTheStateIsNotDone() throws SQLException {
    take(Kind.LOGIN, ANN, T);
    assertThat(act("incident0", IncidentAct.What.REOPENED, "")).isEmpty();
    assertThat(act("none", IncidentAct.What.NOTE, "x")).isEmpty();
    act("incident0", IncidentAct.What.FALSE_POSITIVE, "newsletter");
    assertThat(act("incident0", IncidentAct.What.ACKNOWLEDGED, "")).isEmpty();
    Incident again = act("incident0", IncidentAct.What.REOPENED, "no").orElseThrow();
    assertThat(again.state()).isEqualTo(State.OPEN);
    assertThat(again.cause()).isEmpty();
    assertThat(store.acts("incident0"))
        .extracting(IncidentAct::what)
        .containsExactly(IncidentAct.What.FALSE_POSITIVE, IncidentAct.What.REOPENED);
  }

  @Test
  void whoIsAtItAndTheTicketAreKept() throws SQLException {
    take(Kind.LOGIN, ANN, T);
    act("incident0", IncidentAct.What.ASSIGNED, "eve");
    act("incident0", IncidentAct.What.TICKET, "RT#4711");
    act("incident0", IncidentAct.What.NOTE, "called the customer");
    Incident incident = store.find("incident0").orElseThrow();
    assertThat(incident.assignee()).contains("eve");
    assertThat(incident.ticket()).contains("RT#4711");
    assertThat(incident.state()).isEqualTo(State.OPEN);
  }

  @Test
  void signsAreBounded() throws SQLException {
    for (int i = 0; i < IncidentStore.MOST_SIGNS + 5; i++) {
      take(Kind.LOGIN, ANN, T.plus(Duration.ofHours(i)));
    }
    assertThat(store.signs("incident0")).hasSize(IncidentStore.MOST_SIGNS);
    assertThat(store.find("incident0").orElseThrow().last())
        .isEqualTo(T.plus(Duration.ofHours(IncidentStore.MOST_SIGNS + 4)));
  }

  @Test
  void theJournalHasEachActOnce() throws SQLException {
    take(Kind.LOGIN, ANN, T);
    act("incident0", IncidentAct.What.NOTE, "called");
    List<Entry> entries = new ArrayList<>();
    IncidentJournal journal = new IncidentJournal(folder, entries::add);
    assertThat(journal.takeUp()).isEqualTo(1);
    assertThat(journal.takeUp()).isZero();
    assertThat(entries)
        .singleElement()
        .isInstanceOfSatisfying(
            Entry.Act.class,
            act -> {
              assertThat(act.what()).isEqualTo("incident-note");
              assertThat(act.details()).containsEntry("incident", "incident0");
              assertThat(act.details()).containsEntry("note", "called");
            });
  }
}
