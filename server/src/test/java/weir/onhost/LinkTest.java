package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.agents.Agent;
import weir.agents.AgentSettings;
import weir.agents.AgentStore;
import weir.agents.Agents;
import weir.agents.Invitations;
import weir.config.Endpoint;
import weir.incident.Alarm;
import weir.link.Calls;
import weir.link.Messages;
import weir.link.SigningKey;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.Until;
import weir.uplink.HostBounds;
import weir.uplink.Invitation;
import weir.uplink.Order;
import weir.uplink.Power;
import weir.uplink.Report;

/// Both ends of the link, over HTTPS.
class LinkTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Target SHOP = new Target.LocalUser("web1", "2001");

  @TempDir Path folder;

  private final List<Observation> observed = new CopyOnWriteArrayList<>();
  private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
  private final List<Order.Verb> carried = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Agents agents;
  private volatile boolean isRefusing;
  private final CountDownLatch stuck = new CountDownLatch(1);

  @BeforeEach
  void listen() throws IOException {
    agents = serve(0);
  }

  private AgentSettings settings(int port) {
    return new AgentSettings(
        Optional.of(new Endpoint("127.0.0.1", port)),
        Optional.of("127.0.0.1:" + port),
        Optional.empty(),
        Map.of(),
        Duration.ofMinutes(5),
        Duration.ofDays(30));
  }

  private Agents serve(int port) throws IOException {
    Agents server = new Agents(folder, settings(port), "mx.example.net", CLOCK, new SecureRandom());
    server.start(
        (_, told) -> {
          if (isRefusing) {
            throw new IOException("the disk is full");
          }
          told.forEach(each -> observed.addAll(each.observations()));
        },
        alarms::add);
    open.add(server);
    return server;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private int port() {
    return agents.address().orElseThrow().getPort();
  }

  private Invitation invite(String host) throws IOException {
    return Invitations.make(
        folder, settings(port()), "mx.example.net", host, "root", CLOCK.instant());
  }

  /// The agent's side of the link.
  private record Host(ReportJournal journal, Telling telling, Uplink uplink) {}

  private Host host(String name) throws Exception {
    Path own = folder.resolve(name);
    if (KnownServer.in(own).isEmpty()) {
      Enrolment.accept(invite(name), own, "1", CLOCK);
    }
    KnownServer known = KnownServer.in(own).orElseThrow();
    ReportJournal journal = ReportJournal.open(own.resolve("reports"), 10_000_000, CLOCK);
    open.add(journal);
    Semaphore news = new Semaphore(0);
    Telling telling = new Telling(journal, news::release, true);
    SigningKey key = SigningKey.in(own.resolve("key"));
    ServerCalls calls = new ServerCalls(known, key, CLOCK);
    HostBounds bounds =
        new HostBounds(Set.of(Power.values()), 1_000, 60_000, Duration.ofDays(1), 100);
    Orders orders =
        Orders.in(
            own,
            known,
            bounds,
            verb -> {
              carried.add(verb);
              if (verb instanceof Order.Take) {
                throw new IOException("it is stuck");
              }
              while (verb instanceof Order.Put && stuck.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
              return Optional.of(new Found.Nothing("as it was"));
            },
            calls::answer,
            CLOCK);
    Uplink uplink = Uplink.start(calls, journal, news, orders, CLOCK);
    open.add(uplink);
    return new Host(journal, telling, uplink);
  }

  private static Report.Connection connection(int port) {
    return new Report.Connection(
        CLOCK.instant(),
        Report.Fate.HELD,
        OptionalLong.of(2001),
        Optional.of("shop"),
        IpAddress.parse("192.0.2.7").orElseThrow(),
        port,
        IpAddress.parse("203.0.113.9").orElseThrow(),
        25,
        "caller",
        Optional.empty(),
        Duration.ofMillis(2));
  }

  private Optional<Agent> agent(String host) {
    try (AgentStore store = AgentStore.open(folder)) {
      return store.agent(host);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatAHostTellsIsObservedOnceAndKept() throws Exception {
    Host web1 = host("web1");
    web1.telling().tell(connection(40_000));
    web1.telling().tell(connection(40_001));
    Until.holds(() -> web1.journal().waiting() == 0);

    assertThat(observed).hasSize(2).allMatch(it -> it.witness().host().equals("web1"));
    try (AgentStore store = AgentStore.open(folder)) {
      assertThat(store.reports().ofUser("web1", 2001, Instant.EPOCH, 10))
          .extracting(Report.Connection::fromPort)
          .containsExactly(40_001, 40_000);
    }
    assertThat(agent("web1").orElseThrow().heard()).isPresent();
  }

  @Test
  void anInvitationIsGoodOnceAndForItsHostOnly() throws Exception {
    Invitation invitation = invite("web1");
    Enrolment.accept(invitation, folder.resolve("web1"), "1", CLOCK);
    assertThatThrownBy(() -> Enrolment.accept(invitation, folder.resolve("again"), "1", CLOCK))
        .hasMessageContaining("401");
    Invitation other =
        new Invitation(invitation.server(), "web2", invite("web1").secret(), invitation.pin());
    assertThatThrownBy(() -> Enrolment.accept(other, folder.resolve("web2"), "1", CLOCK))
        .hasMessageContaining("401");
  }

  @Test
  void aServerWithAnotherKeyIsNotSpokenTo() throws Exception {
    Invitation invitation = invite("web1");
    Invitation other =
        new Invitation(invitation.server(), "web1", invitation.secret(), "00".repeat(32));
    assertThatThrownBy(() -> Enrolment.accept(other, folder.resolve("web1"), "1", CLOCK))
        .hasMessageContaining("another server than the one that invited");
    assertThat(agent("web1")).isEmpty();
  }

  @Test
  void whoeverHasNotItsKeyIsNoAgent() throws Exception {
    host("web1");
    KnownServer known = KnownServer.in(folder.resolve("web1")).orElseThrow();
    SigningKey other = SigningKey.in(folder.resolve("stolen.key"));
    try (ServerCalls calls = new ServerCalls(known, other, CLOCK)) {
      assertThatThrownBy(() -> calls.ask(Calls.REPORTS, new byte[0])).hasMessageContaining("401");
    }
  }

  @Test
  void whoeverIsForgottenIsNoAgentFromThenOn() throws Exception {
    Path own = folder.resolve("web1");
    Enrolment.accept(invite("web1"), own, "1", CLOCK);
    SigningKey key = SigningKey.in(own.resolve("key"));
    try (ServerCalls calls = new ServerCalls(KnownServer.in(own).orElseThrow(), key, CLOCK)) {
      assertThat(calls.ask(Calls.REPORTS, new byte[0])).isEqualTo("{\"mark\":0}");
      try (AgentStore other = AgentStore.open(folder)) {
        other.forget("web1");
      }
      assertThatThrownBy(() -> calls.ask(Calls.REPORTS, new byte[0])).hasMessageContaining("401");
      Enrolment.accept(invite("web1"), own, "1", CLOCK);
    }
    assertThat(agent("web1")).isPresent();
  }

  private static void askForOrders(ServerCalls thief) {
    String after = Messages.value(new Calls.Asking(Long.MAX_VALUE));
    try {
      thief.ask(Calls.ORDERS, after.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException | InterruptedException e) {
      return; // the server answers late, and nobody waits for it
    }
  }

  /// Whoever has the key of a host sends the greatest numbers there are.
  @Test
  @Timeout(120)
  void whoeverStoleAKeyDoesNoHarmAfterTheNextEnrolment() throws Exception {
    Path own = folder.resolve("web1");
    Enrolment.accept(invite("web1"), own, "1", CLOCK);
    SigningKey stolen = SigningKey.in(own.resolve("key"));
    KnownServer known = KnownServer.in(own).orElseThrow();
    InstantSource late = () -> Instant.ofEpochMilli(Long.MAX_VALUE / 1_000);
    try (ServerCalls thief = new ServerCalls(known, stolen, late)) {
      Thread asking = Thread.ofPlatform().daemon().start(() -> askForOrders(thief));
      Until.holds(() -> agent("web1").orElseThrow().heard().isPresent());
      thief.ask(Calls.REPORTS, new byte[0]);
      try (ServerCalls real = new ServerCalls(known, stolen, CLOCK)) {
        real.ask(Calls.REPORTS, new byte[0]);
      }
      Invitation again = invite("web1");
      Invitation wrong = new Invitation(again.server(), "web1", again.secret() + "x", again.pin());
      assertThatThrownBy(() -> Enrolment.accept(wrong, own, "1", CLOCK))
          .hasMessageContaining("401");
      assertThat(SigningKey.in(own.resolve("key")).known()).isEqualTo(stolen.known());

      Enrolment.accept(again, own, "1", CLOCK);
      assertThat(SigningKey.in(own.resolve("key")).known()).isNotEqualTo(stolen.known());
      assertThatThrownBy(() -> thief.ask(Calls.REPORTS, new byte[0])).hasMessageContaining("401");
      asking.interrupt();
    }
    host("web1");
    Order.Look look = new Order.Look(SHOP, new Response.Fence());
    assertThat(agents.give("web1", look)).isPresent();
    assertThat(agents.give("web1", look)).isPresent();
  }

  @Test
  void ordersReachTheirHostAndItsAnswerComesBack() throws Exception {
    host("web1");
    Order.Look look = new Order.Look(SHOP, new Response.Fence());
    assertThat(agents.give("web1", look)).contains(new Found.Nothing("as it was"));
    assertThatThrownBy(() -> agents.give("web1", new Order.Take("LEASE", SHOP)))
        .hasMessage("the agent of web1: it is stuck");
    assertThat(carried).containsExactly(look, new Order.Take("LEASE", SHOP));
    assertThatThrownBy(() -> agents.give("web9", look)).hasMessageContaining("no agent of web9");
  }

  @Test
  void whileTheServerIsAwayNothingIsLost() throws Exception {
    Host web1 = host("web1");
    web1.telling().tell(connection(1));
    Until.holds(() -> web1.journal().waiting() == 0);
    int port = port();
    agents.close();
    for (int i = 2; i <= 50; i++) {
      web1.telling().tell(connection(i));
    }
    Until.holds(() -> web1.uplink().trouble().isPresent());
    assertThat(web1.journal().waiting()).isEqualTo(49);

    agents = serve(port);
    Until.holds(() -> web1.journal().waiting() == 0);
    assertThat(observed).hasSize(50);
    Until.holds(() -> web1.uplink().trouble().isEmpty());
  }

  @Test
  void whatTheServerCannotKeepTheHostKeeps() throws Exception {
    Host web1 = host("web1");
    isRefusing = true;
    web1.telling().tell(connection(1));
    Until.holds(() -> web1.uplink().trouble().isPresent());
    assertThat(web1.journal().waiting()).isEqualTo(1);
    isRefusing = false;
    Until.holds(() -> web1.journal().waiting() == 0);
    assertThat(observed).hasSize(1);
    try (AgentStore store = AgentStore.open(folder)) {
      assertThat(store.reports().ofUser("web1", 2001, Instant.EPOCH, 10)).hasSize(1);
    }
  }

  @Test
  void anAgentSpeaksForItsOwnHostOnly() throws Exception {
    Host web1 = host("web1");
    Witness own = new Witness("exim", "web1", CLOCK.instant(), Writer.SERVER);
    Witness foreign = new Witness("exim", "mail1", CLOCK.instant(), Writer.SERVER);
    web1.telling()
        .tell(
            new Report.Seen(
                CLOCK.instant(),
                "exim",
                OptionalLong.of(1),
                List.of(
                    new Observation.Ended(own, new QueueKey("web1", "1a-2b", CLOCK.instant())),
                    new Observation.Ended(own, new QueueKey("mail1", "1a-2c", CLOCK.instant())),
                    new Observation.Ended(
                        foreign, new QueueKey("mail1", "1a-2d", CLOCK.instant())))));
    Until.holds(() -> web1.journal().waiting() == 0);
    assertThat(observed).hasSize(1);
  }

  @Test
  void aFenceThatIsNotAsItWasIsAnAlarmAboutItsHost() throws Exception {
    Host web1 = host("web1");
    web1.telling()
        .tell(
            new Report.Fence(
                CLOCK.instant(),
                Report.FenceState.CHANGED,
                Optional.of("the fence was removed by nft, process 7")));
    web1.telling()
        .tell(new Report.Verified(CLOCK.instant(), false, List.of("203.0.113.9 port 25: open")));
    Until.holds(() -> alarms.size() == 2);
    assertThat(alarms)
        .extracting(Alarm::reason)
        .containsExactly(
            "the fence was removed by nft, process 7",
            "tries of the fence: 203.0.113.9 port 25: open");
    assertThat(alarms).allMatch(it -> it.reading().key().name().equals("web1"));
  }

  @Test
  void aReportOfALaterVersionIsCountedAndPassedOver() throws Exception {
    host("web1");
    KnownServer known = KnownServer.in(folder.resolve("web1")).orElseThrow();
    SigningKey key = SigningKey.in(folder.resolve("web1").resolve("key"));
    try (ServerCalls calls = new ServerCalls(known, key, CLOCK)) {
      String batch =
          "1\t{\"kind\":\"Later\",\"at\":\"2026-12-01T09:00:00Z\"}\n"
              + new Messages.Marked(2, Messages.line(connection(2))).text();
      assertThat(calls.ask(Calls.REPORTS, batch.getBytes(StandardCharsets.US_ASCII)))
          .isEqualTo("{\"mark\":2}");
    }
    assertThat(observed).hasSize(1);
    assertThat(agent("web1").orElseThrow().unknown()).isEqualTo(1);
  }

  /// Such as one that waits for a disk: no interrupt ends that.
  @Test
  @Timeout(60)
  void anOrderThatDoesNotEndDoesNotKeepTheAgentFromEnding() throws Exception {
    Host web1 = host("web1");
    Instant until = CLOCK.instant().plusSeconds(600);
    Order.Put put = new Order.Put("LEASE", SHOP, new Response.Fence(), until, "spam");
    Thread giving = Thread.ofPlatform().daemon().start(() -> give(put));
    Until.holds(() -> carried.contains(put));
    web1.uplink().close();
    stuck.countDown();
    giving.interrupt();
  }

  private void give(Order.Verb verb) {
    try {
      agents.give("web1", verb);
    } catch (IOException | InterruptedException e) {
      return; // its agent has ended
    }
  }
}
