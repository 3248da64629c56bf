package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.SystemPrograms;
import weir.agents.AgentSettings;
import weir.agents.Agents;
import weir.agents.Invitations;
import weir.asking.WebService;
import weir.config.Endpoint;
import weir.enforcement.AgentPoint;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.EnforcementSettings.Sendmail;
import weir.enforcement.Step;
import weir.enforcement.StepRunner;
import weir.enforcement.ThisHost;
import weir.link.SigningKey;
import weir.responder.OrderedLeases;
import weir.response.Found;
import weir.response.Lease;
import weir.response.Move;
import weir.response.Response;
import weir.response.Target;
import weir.uplink.HostBounds;
import weir.uplink.Power;

/// A lease that gets a later end on the server, and the agent that keeps it, over the link.
class LaterEndTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Target SHOP = new Target.LocalUser("web1", "2001");
  private static final Response SUSPEND = new Response.Suspend();
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int CHANGES = 1;

  @TempDir private Path folder;
  private final Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path blocked;
  private Agents agents;
  private OrderedLeases leases;
  private EnforcementPoint point;

  private <T extends AutoCloseable> T own(T part) {
    open.addFirst(part);
    return part;
  }

  @BeforeEach
  void begin() throws Exception {
    blocked = folder.resolve("blocked-users");
    AgentSettings settings =
        new AgentSettings(
            Optional.of(new Endpoint("127.0.0.1", 0)),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Duration.ofMinutes(5),
            Duration.ofDays(30));
    agents = own(new Agents(folder, settings, "mx.example.net", CLOCK, new SecureRandom()));
    agents.start((_, _) -> {}, _ -> {});
    host("127.0.0.1:" + agents.address().orElseThrow().getPort(), settings);
    point =
        AgentPoint.of("web1", "web1", List.of(), agents).stream()
            .filter(it -> it.name().equals("web1 suspend"))
            .findFirst()
            .orElseThrow();
  }

  private void host(String server, AgentSettings settings) throws Exception {
    AgentSettings reached =
        new AgentSettings(
            settings.address(),
            Optional.of(server),
            settings.tls(),
            settings.groups(),
            settings.silentAfter(),
            settings.keep());
    Path own = folder.resolve("web1");
    Enrolment.accept(
        Invitations.make(folder, reached, "mx.example.net", "web1", "root", now), own, "1", CLOCK);
    KnownServer known = KnownServer.in(own).orElseThrow();
    StepRunner runner =
        own(
            new StepRunner(
                new SystemPrograms(Duration.ofSeconds(5)), new WebService(Duration.ofSeconds(5))));
    ThisHost here =
        new ThisHost(
            "web1",
            () -> {
              throw new IllegalStateException("there is no queue");
            },
            _ -> List.of(),
            1_000,
            60_000,
            0,
            new SecureRandom());
    leases =
        OrderedLeases.of(
            own,
            Map.of("sendmail", new Sendmail(Optional.empty(), blocked)),
            runner,
            here,
            CLOCK,
            new SecureRandom(),
            LONGEST);
    ReportJournal journal = own(ReportJournal.open(own.resolve("reports"), 10_000_000, CLOCK));
    SigningKey key = SigningKey.in(own.resolve("key"));
    ServerCalls calls = new ServerCalls(known, key, CLOCK);
    Orders orders =
        Orders.in(
            own,
            known,
            new HostBounds(Set.of(Power.LOOK, Power.SUSPEND), 1_000, 60_000, LONGEST, CHANGES),
            new Hands(leases, KnownScripts.in(own), Optional.empty()),
            calls::answer,
            CLOCK);
    own(Uplink.start(calls, journal, new Semaphore(0), orders, CLOCK));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Lease lease(Duration life) {
    return Lease.begin(
        "LEASE", SHOP, SUSPEND, "root", Optional.empty(), Optional.empty(), "why", now, life);
  }

  private Move move(Lease lease) throws Exception {
    return Move.of(
        Optional.of(lease), point.look(SHOP, Optional.empty()), Optional.of("LEASE"), false);
  }

  private void put(Lease lease) throws Exception {
    for (Step step : point.put(lease, Found.Nothing.PLAIN)) {
      Step.Order order = (Step.Order) step;
      agents.give(order.host(), order.verb());
    }
  }

  @Test
  void theAgentHearsOfALaterEndWhichIsNoChangeOfItsHost() throws Exception {
    Lease hour = lease(Duration.ofHours(1));
    put(hour);
    String there = Files.readString(blocked);
    assertThat(move(hour)).isEqualTo(Move.STAY);

    Lease longer = lease(Duration.ofHours(20));
    assertThat(move(longer)).isInstanceOf(Move.Prolong.class);
    put(longer);
    assertThat(move(longer)).isEqualTo(Move.STAY);
    assertThat(leases.active()).extracting(Lease::until).containsExactly(longer.until());
    assertThat(Files.readString(blocked)).isEqualTo(there);
  }

  @Test
  void theAgentsOwnBoundHoldsForALaterEndToo() throws Exception {
    put(lease(Duration.ofHours(1)));
    assertThatThrownBy(() -> put(lease(LONGEST.plusHours(1))))
        .hasMessageContaining("is the longest here");
    assertThat(leases.active())
        .extracting(Lease::until)
        .containsExactly(now.plus(Duration.ofHours(1)));
  }
}
