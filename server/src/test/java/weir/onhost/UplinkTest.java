package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import weir.agents.AgentSettings;
import weir.agents.AgentStore;
import weir.agents.Agents;
import weir.agents.Invitations;
import weir.config.Endpoint;
import weir.link.Calls;
import weir.link.SigningKey;
import weir.net.IpAddress;
import weir.observation.Observation;
import weir.observation.Observations.Told;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.Until;
import weir.uplink.HostBounds;
import weir.uplink.Order;
import weir.uplink.Power;
import weir.uplink.Report;

/// A server that does not take what it is told.
class UplinkTest {
  private static final InstantSource CLOCK = InstantSource.system();

  /// The server refuses a batch with a connection to this one.
  private static final int REFUSED = 666;

  private static final String WAITS = "what is seen waits here: the server answers ";

  @TempDir private Path folder;
  private final List<Integer> observed = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Uplink.class);
  private volatile boolean isFull;
  private Agents agents;
  private ReportJournal journal;
  private Telling telling;
  private Uplink uplink;

  @BeforeEach
  void begin() throws Exception {
    said.list = new CopyOnWriteArrayList<>();
    said.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(said);
    agents = own(new Agents(folder, settings(0), "mx.example.net", CLOCK, new SecureRandom()));
    agents.start((_, told) -> take(told), _ -> {});
    link(folder.resolve("web1"));
  }

  private <T extends AutoCloseable> T own(T part) {
    open.addFirst(part);
    return part;
  }

  private static AgentSettings settings(int port) {
    return new AgentSettings(
        Optional.of(new Endpoint("127.0.0.1", port)),
        Optional.of("127.0.0.1:" + port),
        Optional.empty(),
        Map.of(),
        Duration.ofMinutes(5),
        Duration.ofDays(30));
  }

  private void take(List<Told> told) throws IOException {
    if (isFull) {
      throw new IOException("the disk is full");
    }
    List<Integer> ports =
        told.stream()
            .flatMap(each -> each.observations().stream())
            .map(it -> ((Observation.Tried) it).port())
            .toList();
    if (ports.contains(REFUSED)) {
      throw new IllegalArgumentException("answered by 400");
    }
    observed.addAll(ports);
  }

  private void link(Path own) throws Exception {
    AgentSettings settings = settings(agents.address().orElseThrow().getPort());
    Enrolment.accept(
        Invitations.make(folder, settings, "mx.example.net", "web1", "root", CLOCK.instant()),
        own,
        "1",
        CLOCK);
    KnownServer known = KnownServer.in(own).orElseThrow();
    journal = own(ReportJournal.open(own.resolve("reports"), 10_000_000, CLOCK));
    Semaphore news = new Semaphore(0);
    telling = new Telling(journal, news::release, true);
    ServerCalls calls = new ServerCalls(known, SigningKey.in(own.resolve("key")), CLOCK);
    Orders orders =
        Orders.in(
            own,
            known,
            new HostBounds(Set.of(Power.values()), 1_000, 60_000, Duration.ofDays(1), 100),
            _ -> Optional.of(new Found.Nothing("as it was")),
            calls::answer,
            CLOCK);
    uplink = own(Uplink.start(calls, journal, news, orders, CLOCK));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    logger.detachAppender(said);
    logger.setLevel(null);
  }

  private void connect(int port) {
    telling.tell(
        new Report.Connection(
            CLOCK.instant(),
            Report.Fate.HELD,
            OptionalLong.of(2001),
            Optional.of("shop"),
            IpAddress.parse("192.0.2.7").orElseThrow(),
            40_000,
            IpAddress.parse("203.0.113.9").orElseThrow(),
            port,
            "caller",
            Optional.empty(),
            Duration.ofMillis(2)));
  }

  private void tellTooMuch() {
    telling.tell(new Report.Verified(CLOCK.instant(), true, List.of("x".repeat(Calls.LONGEST))));
  }

  private long toldDropped() {
    try (AgentStore store = AgentStore.open(folder)) {
      return store.agent("web1").orElseThrow().dropped();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> said(String words) {
    return said.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(words))
        .toList();
  }

  @Test
  void aReportThatIsRefusedIsSetAsideAndCountedAndTheOthersGoOn() {
    connect(25);
    connect(REFUSED);
    connect(587);
    Until.holds(() -> journal.waiting() == 0);
    assertThat(observed).containsExactly(25, 587);
    assertThat(said("set aside")).hasSize(1);

    connect(465);
    Until.holds(() -> toldDropped() == 1);
    assertThat(journal.dropped()).isZero();
    assertThat(uplink.trouble()).isEmpty();
  }

  @Test
  void aReportThatIsTooLongForTheServerKeepsNoneBehindItWaiting() {
    connect(25);
    tellTooMuch();
    connect(587);
    Until.holds(() -> journal.waiting() == 0);
    assertThat(observed).containsExactly(25, 587);
    Until.holds(() -> journal.dropped() + toldDropped() == 1); // the next report tells it
  }

  @Test
  void whereNothingIsTakenNothingIsSetAside() throws Exception {
    try (AgentStore store = AgentStore.open(folder)) {
      store.forget("web1");
    }
    tellTooMuch();
    Until.holds(() -> !said(WAITS + "401").isEmpty());
    assertThat(journal.waiting()).isEqualTo(1);
    assertThat(journal.dropped()).isZero();
  }

  @Test
  void thatOrdersComeHidesNotThatNothingIsTold() throws Exception {
    isFull = true;
    connect(25);
    Until.holds(() -> uplink.trouble().isPresent());
    Order.Look look = new Order.Look(new Target.LocalUser("web1", "2001"), new Response.Fence());
    agents.give("web1", look);
    agents.give("web1", look); // the answer to the first has come by now
    assertThat(uplink.heard()).isPresent();
    assertThat(uplink.trouble().orElseThrow()).startsWith(WAITS + "503");
    assertThat(said(WAITS + "503")).hasSize(1);

    isFull = false;
    Until.holds(() -> uplink.trouble().isEmpty());
    assertThat(said("reached again")).hasSize(1);
    assertThat(observed).containsExactly(25);
  }
}
