package weir.agents;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agents.ReportIntake.FromHost;
import weir.enforcement.AgentOrders;
import weir.incident.Alarm;
import weir.observation.Observations;
import weir.response.Found;
import weir.uplink.Order;
import weir.uplink.Power;
import weir.uplink.Report;

/// The agents of this server: listens for them, orders them, and raises an alarm about a host whose
/// agent is silent or whose fence is not as it was put up. Safe for use by many threads.
public final class Agents implements AgentOrders, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Agents.class);

  /// How long an order may take. What an agent does is a few programs.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// How long an order about the fence may take: it is looked for a while whom it holds, and what
  /// is shut answers late. Whoever asks at the command line waits for less than 90 s.
  private static final Duration OF_FENCE = Duration.ofSeconds(80);

  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final Path folder;
  private final AgentSettings settings;
  private final String hostName;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Map<String, Set<String>> powers = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable OrderDesk desk;
  private volatile @Nullable AgentDoor door;
  private @Nullable Thread watching;

  /// @param folder of the server
  /// @param hostName of the server
  public Agents(
      Path folder,
      AgentSettings settings,
      String hostName,
      InstantSource clock,
      RandomGenerator chance) {
    this.folder = folder;
    this.settings = settings;
    this.hostName = hostName;
    this.clock = clock;
    this.chance = chance;
  }

  /// Begins to listen, where the settings say so. What cannot begin is told in the log: mail goes
  /// on without it.
  ///
  /// @param alarms hears what is odd about hosts; one thread at a time calls it
  public void start(Observations observations, Consumer<Alarm> alarms) {
    if (settings.address().isEmpty()) {
      return;
    }
    try {
      ServerIdentity identity = ServerIdentity.of(folder, settings, hostName, clock.instant());
      OrderDesk orders = new OrderDesk(identity.orders(), this::nextOrder, clock, chance);
      readPowers();
      desk = orders;
      ReportIntake intake = new ReportIntake(observations, news -> heard(orders, news, alarms));
      door = AgentDoor.open(settings.address().get(), folder, identity, intake, orders, clock);
      log.info("agents are listened for at {}", address().orElseThrow());
      watching = Thread.ofPlatform().daemon().name("weir-agents-watch").start(() -> watch(alarms));
    } catch (IOException | SQLException e) {
      log.error("agents are not listened for: {}", e.getMessage());
    }
  }

  /// Where agents are listened for; empty while they are not.
  public Optional<InetSocketAddress> address() {
    return Optional.ofNullable(door).map(AgentDoor::address);
  }

  private void readPowers() throws SQLException {
    try (AgentStore store = AgentStore.open(folder)) {
      store
          .agents()
          .forEach(agent ->
              agent.alive().ifPresent(it -> powers.put(agent.host(), Set.copyOf(it.powers()))));
    }
  }

  private long nextOrder(String host) throws IOException {
    try (AgentStore store = AgentStore.open(folder)) {
      return store.nextOrder(host, clock.instant());
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void heard(OrderDesk orders, FromHost news, Consumer<Alarm> alarms) {
    String host = news.host();
    switch (news.report()) {
      case Report.Carried it -> orders.carried(host, it);
      case Report.Alive it -> powers.put(host, Set.copyOf(it.powers()));
      case Report.Fence(var at, var state, var words) -> {
        if (state == Report.FenceState.CHANGED) {
          alarm(
              alarms, "fence-changed", host, words.orElse("its fence is not as it was put up"), at);
        }
      }
      case Report.Verified(var at, var isAsWanted, var tries) -> {
        if (!isAsWanted) {
          alarm(alarms, "fence-leaks", host, "tries of the fence: " + String.join("; ", tries), at);
        }
      }
      case Report.Connection _,
          Report.Counted _,
          Report.Script _,
          Report.Seen _,
          Report.Dropped _ -> {
        // Counted and kept already.
      }
    }
  }

  private synchronized void alarm(
      Consumer<Alarm> alarms, String id, String host, String sentence, Instant at) {
    alarms.accept(Alarm.ofHost(id, host, sentence, at));
  }

  private void watch(Consumer<Alarm> alarms) {
    try {
      while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look(alarms);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Raises an alarm about each agent that has become silent, and forgets what is old.
  void look(Consumer<Alarm> alarms) {
    Instant now = clock.instant();
    try (AgentStore store = AgentStore.open(folder)) {
      for (Agent each : store.agents()) {
        if (each.isSilent(settings.silentAfter(), now) && !each.isToldSilent()) {
          String words = "its agent has not been heard since " + each.lastHeard();
          alarm(alarms, "agent-silent", each.host(), words, now);
          store.toldSilent(each.host(), now);
        }
      }
      store.reports().forget(now.minus(settings.keep()));
    } catch (SQLException e) {
      log.warn("how agents are cannot be told: {}", e.getMessage());
    }
  }

  @Override
  public Optional<String> cannot(String host, Power power) {
    Set<String> known = powers.get(host);
    if (known == null) {
      return Optional.of("the agent of " + host + " was never heard");
    }
    return known.contains(power.word())
        ? Optional.empty()
        : Optional.of(
            "the agent of " + host + " may not: its file has no \"" + power.word() + "\"");
  }

  @Override
  public Optional<Found> give(String host, Order.Verb verb)
      throws IOException, InterruptedException {
    OrderDesk orders = desk;
    if (orders == null) {
      throw new IOException("agents are listened for nowhere: set [agents] address");
    }
    return orders.give(host, verb, isOfTheFence(verb) ? OF_FENCE : PATIENCE);
  }

  private static boolean isOfTheFence(Order.Verb verb) {
    return verb instanceof Order.Verify || verb instanceof Order.Stage;
  }

  @Override
  public void close() {
    closing.countDown();
    AgentDoor open = door;
    if (open != null) {
      open.close();
    }
    Thread running = watching;
    if (running != null) {
      running.interrupt();
    }
  }
}
