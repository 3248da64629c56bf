package weir.agents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.Endpoint;
import weir.http.HttpDoor;
import weir.http.HttpRequest;
import weir.http.Page;
import weir.link.Calls;
import weir.link.KnownKey;
import weir.link.Messages;
import weir.link.NotUnderstood;
import weir.tls.ServerTls;
import weir.uplink.Report;

/// Listens for agents, over HTTPS. Who asks is known by the signature of each request; none counts
/// twice. When too many tell at once, some are asked to come again: they keep what they have.
final class AgentDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AgentDoor.class);

  /// How long an agent that asks for orders waits when there are none.
  static final Duration LONG_POLL = Duration.ofSeconds(25);

  private static final int LONGEST_ENROL = 4 * 1024;

  /// Batches that are taken at a time.
  static final int MOST_AT_ONCE = 8;

  private static final HttpDoor.Limits LIMITS =
      new HttpDoor.Limits("weir-agents", 2_000, Duration.ofSeconds(40), Calls.LONGEST);

  private final Path folder;
  private final ServerIdentity identity;
  private final ReportIntake intake;
  private final OrderDesk orders;
  private final InstantSource clock;
  private final Semaphore taking = new Semaphore(MOST_AT_ONCE);

  /// The greatest number so far, by host, key and path: a new key begins anew.
  private final Map<String, Long> numbers = new ConcurrentHashMap<>();

  /// Hosts whose word of the last order was not believed.
  private final Set<String> disbelieved = ConcurrentHashMap.newKeySet();

  private final KnownAgents known;
  private final HttpDoor door;

  private AgentDoor(
      InetSocketAddress at,
      Path folder,
      ServerIdentity identity,
      ReportIntake intake,
      OrderDesk orders,
      InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.identity = identity;
    this.intake = intake;
    this.orders = orders;
    this.clock = clock;
    this.known = new KnownAgents(folder);
    this.door = HttpDoor.open(at, LIMITS, this::tls, this::refuse, this::page);
  }

  /// Begins to listen.
  ///
  /// @param folder of the server
  /// @throws IOException when the address cannot be listened on
  static AgentDoor open(
      Endpoint at,
      Path folder,
      ServerIdentity identity,
      ReportIntake intake,
      OrderDesk orders,
      InstantSource clock)
      throws IOException {
    InetSocketAddress address =
        at.host().equals("*")
            ? new InetSocketAddress(at.port())
            : new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
    return new AgentDoor(address, folder, identity, intake, orders, clock);
  }

  /// Where it listens.
  InetSocketAddress address() {
    return door.address();
  }

  private Socket tls(Socket socket) throws IOException {
    ServerTls tls = identity.tls();
    SSLSocket secure =
        (SSLSocket)
            tls.context()
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    secure.setUseClientMode(false);
    return secure;
  }

  /// Strangers send nothing that is long: an invited host a few lines, and nobody else anything.
  private Optional<Page> refuse(HttpRequest head, int length) {
    if (head.path().equals(Calls.ENROL)) {
      return length <= LONGEST_ENROL
          ? Optional.empty()
          : Optional.of(Page.text(413, "an invitation is shorter\n"));
    }
    try {
      return known.has(head.field(Calls.HOST).orElse(""))
          ? Optional.empty()
          : Optional.of(Page.text(401, "no agent of this server\n"));
    } catch (SQLException e) {
      log.warn("who asks cannot be told: {}", e.getMessage());
      return Optional.of(Page.text(503, "not now; tell it again\n"));
    }
  }

  private Page page(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return Page.text(405, "POST only\n");
    }
    try {
      return switch (request.path()) {
        case Calls.ENROL -> enrol(request);
        case Calls.REPORTS -> reports(request);
        case Calls.ORDERS -> orders(request);
        case Calls.ANSWERS -> answers(request);
        default -> Page.text(404, "agents of Weir are listened for here\n");
      };
    } catch (NotUnderstood e) {
      return Page.text(400, e.getMessage() + "\n");
    } catch (IOException | SQLException e) {
      log.warn("what an agent tells is not taken: {}", e.getMessage());
      return Page.text(503, "not now; tell it again\n");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Page.text(503, "the server stops\n");
    }
  }

  private Page enrol(HttpRequest request) throws SQLException, NotUnderstood {
    Calls.Enrol wanted = Messages.read(text(request), Calls.Enrol.class);
    KnownKey key;
    try {
      key = KnownKey.read(wanted.key());
    } catch (IllegalArgumentException _) {
      return Page.text(400, "that is no key\n");
    }
    try (AgentStore store = AgentStore.open(folder)) {
      String digest = Secrets.digest(wanted.secret());
      if (!store.enrol(wanted.host(), digest, key, clock.instant())) {
        log.warn(
            "somebody wanted to become the agent of {}, and was not invited so", wanted.host());
        return Page.text(
            401, "the invitation is not good: it was used, or is older than an hour\n");
      }
    }
    numbers.keySet().removeIf(it -> it.startsWith(wanted.host() + "\n"));
    disbelieved.remove(wanted.host());
    log.info("{} is an agent now, version {}", wanted.host(), wanted.version());
    return json(new Calls.Enrolled(wanted.host(), identity.orders().known().text()));
  }

  private static Page json(Record answer) {
    return new Page(
        200, "application/json", Messages.value(answer).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(HttpRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  /// Whoever asks, once it is proved.
  private record Asked(Optional<Agent> agent, Page refusal) {}

  private Asked asked(AgentStore store, HttpRequest request) throws SQLException {
    Page nobody = Page.text(401, "no agent of this server\n");
    String host = request.field(Calls.HOST).orElse("");
    Optional<Agent> agent = store.agent(host);
    OptionalLong number = Calls.number(request.field(Calls.NUMBER).orElse(""));
    if (agent.isEmpty() || number.isEmpty()) {
      return new Asked(Optional.empty(), nobody);
    }
    long count = number.getAsLong();
    String signed = Calls.signed(request.path(), host, count, request.body());
    if (!agent.get().key().signed(signed, request.field(Calls.SIGNATURE).orElse(""))) {
      return new Asked(Optional.empty(), nobody);
    }
    String key = String.join("\n", host, agent.get().key().text(), request.path());
    long before = before(key, count);
    return before < count
        ? new Asked(agent, nobody)
        : new Asked(Optional.empty(), Page.text(409, before + "\n"));
  }

  /// What was the greatest number, which this one is from now on if it is greater.
  private long before(String key, long number) {
    long[] before = {0};
    numbers.compute(
        key,
        (_, known) -> {
          before[0] = known == null ? 0 : known;
          return Math.max(before[0], number);
        });
    return before[0];
  }

  private Page reports(HttpRequest request) throws SQLException, IOException {
    if (!taking.tryAcquire()) {
      return Page.text(503, "many tell at once; tell it again\n");
    }
    try (AgentStore store = AgentStore.open(folder)) {
      Asked asked = asked(store, request);
      if (asked.agent().isEmpty()) {
        return asked.refusal();
      }
      long mark =
          intake.take(store, asked.agent().get(), Messages.batch(text(request)), clock.instant());
      return json(new Calls.Kept(mark));
    } finally {
      taking.release();
    }
  }

  private Page answers(HttpRequest request) throws SQLException, NotUnderstood {
    Agent agent;
    try (AgentStore store = AgentStore.open(folder)) {
      Asked asked = asked(store, request);
      if (asked.agent().isEmpty()) {
        return asked.refusal();
      }
      agent = asked.agent().get();
    }
    if (Messages.report(text(request)) instanceof Report.Carried carried) {
      orders.carried(agent.host(), carried);
    }
    return json(new Calls.Kept(agent.mark()));
  }

  /// Whoever waits keeps no file open: there are as many as agents.
  private Page orders(HttpRequest request)
      throws SQLException, NotUnderstood, InterruptedException {
    String host;
    Calls.Asking asking;
    try (AgentStore store = AgentStore.open(folder)) {
      Asked asked = asked(store, request);
      if (asked.agent().isEmpty()) {
        return asked.refusal();
      }
      host = asked.agent().get().host();
      asking = Messages.read(text(request), Calls.Asking.class);
      Instant now = clock.instant();
      store.heard(host, now);
      if (!store.ordered(host, asking.after(), now) && disbelieved.add(host)) {
        log.warn(
            "the agent of {} says that order {} came, and none has such a number yet; that is"
                + " ignored: somebody else may have its key; invite it, and enrol it anew",
            host,
            asking.after());
      }
    }
    return json(new Calls.Orders(orders.fetch(host, asking.after(), LONG_POLL)));
  }

  @Override
  public void close() {
    door.close();
    known.close();
  }
}
