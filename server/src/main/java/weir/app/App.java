package weir.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.check.Tables;
import weir.checkup.Checkup;
import weir.config.Unreadable;
import weir.dns.Resolver;
import weir.enforce.Enforcer;
import weir.gateway.Census;
import weir.gateway.Delays;
import weir.gateway.Gateway;
import weir.gateway.Listener;
import weir.gateway.ListenerSettings;
import weir.gateway.OpenFileLimit;
import weir.gateway.Site;
import weir.gateway.live.Busiest;
import weir.gateway.live.GatewayCounts;
import weir.gateway.loglines.RefusalLines;
import weir.gateway.loglines.Slowdowns;
import weir.held.HeldStore;
import weir.held.Releaser;
import weir.journal.Journal;
import weir.lists.ListWatch;
import weir.lists.Lists;
import weir.operate.ServerView;
import weir.resolver.DnsResolver;
import weir.settings.Configuration;
import weir.settings.Restart;
import weir.settings.Settings;
import weir.smtp.BufferPool;
import weir.state.State;
import weir.takeover.Passed;
import weir.tls.ServerTls;
import weir.tracekeys.KeyFile;
import weir.tracing.TraceKeys;
import weir.wire.Wires;

/// The running gateway: all parts are built here, by hand, in reading order.
public final class App implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(App.class);

  /// Octets of a buffer through which commands and messages pass.
  static final int BUFFER = 32 * 1024;

  private static final int BUFFERS_KEPT = 256;

  private final Settings settings;
  private final Surroundings around;
  private final Instant started;
  private final boolean beside;
  private final Sockets sockets;
  private final Parts parts = new Parts();
  private final Census census = new Census(OpenFileLimit.clients());
  private final AtomicReference<Site> site = new AtomicReference<>();
  private final Listeners listeners = new Listeners();
  private final Kept kept;
  private final Hops hops;
  private final SiteBuilder sites;
  private final Lists lists;
  private final ListWatch watch;
  private final State state;
  private final Journal journal;
  private final Resolver resolver;
  private final Secrets secrets;
  private final Wires wires;
  private final OutboundHalf outbound;
  private final Checkup checkup;
  private final Gateway gateway;
  private final Releaser releaser;
  private final PolicyHistory history;
  private volatile boolean hurried;

  /// Builds the parts; nothing listens yet.
  public App(Configuration configuration, Surroundings around) throws StartFailure {
    this(configuration, around, new Sockets(List.of()), false);
  }

  /// @param beside another process still uses the folder
  App(Configuration configuration, Surroundings around, Sockets sockets, boolean beside)
      throws StartFailure {
    this.settings = configuration.settings();
    this.beside = beside;
    this.sockets = sockets;
    this.around = around;
    this.started = around.clock().instant();
    try {
      BufferPool buffers = new BufferPool(BUFFER, BUFFERS_KEPT);
      kept = new Kept(settings, around, parts, beside);
      state = kept.state();
      journal = kept.journal();
      resolver = resolver();
      hops = parts.own(new Hops(settings, buffers, around.clock()));
      lists = new Lists(around.clock());
      watch = parts.own(new ListWatch(lists, resolver, state, around.clock(), around.chance()));
      sites = parts.own(new SiteBuilder(state, resolver, lists, hops, around.clock()));
      site.set(sites.build(configuration).site());
      watchLists(settings);
      history = new PolicyHistory(kept.policies(), journal, around.clock(), around.chance());
      secrets = Secrets.open(settings, state, parts);
      wires = parts.own(new Wires(settings.wire()));
      Supplier<TraceKeys> keys = KeyFile.inUse(settings.trace(), settings.folder(), around.clock());
      outbound = parts.own(outbound(keys));
      checkup =
          parts.own(
              Checkups.of(
                  settings,
                  around,
                  resolver,
                  outbound.directory(),
                  this::greeting,
                  outbound.journal()));
      gateway =
          new Gateway(
              settings.hostName(),
              site::get,
              new Enforcer(state, Tables.all(), around.clock(), lists::decided),
              outbound.journal(),
              secrets.logins(),
              () -> secrets.tls().map(ServerTls::context),
              new Delays(settings.limits().delayedAtOnce()),
              new Slowdowns(),
              new Busiest(),
              parts.own(RefusalLines.start(around.clock())),
              kept.bodies(),
              kept.held(),
              buffers,
              new GatewayCounts(),
              keys,
              around.clock(),
              around.chance());
      releaser =
          parts.own(new Releaser(kept.held(), new ReleaseWays(site::get), journal, around.clock()));
    } catch (IOException e) {
      parts.close();
      throw new StartFailure("cannot start: " + Unreadable.said(e), e);
    } catch (StartFailure | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private OutboundHalf outbound(Supplier<TraceKeys> keys) {
    if (settings.control().isPresent()) {
      return new ToldToControl(
          settings, settings.control().get(), around, journal, state, kept.retention());
    }
    return new Outbound(
        settings,
        around,
        journal,
        keys,
        state,
        kept.held(),
        name -> Optional.ofNullable(site.get().hops().get(name)),
        kept.retention());
  }

  private void watchLists(Settings wanted) {
    watch.use(wanted.checks().lists(), wanted.lists(), OwnAddresses.of(wanted));
  }

  private Resolver resolver() {
    return around.resolver().isPresent()
        ? around.resolver().get()
        : parts.own(DnsResolver.start(settings.dns()));
  }

  /// Binds every listener, reads the state, then accepts.
  public void start() throws StartFailure {
    listen();
    read();
    accept();
  }

  /// Binds every listener, or takes it over.
  void listen() throws StartFailure {
    for (var each : settings.listeners().entrySet()) {
      String name = each.getKey();
      ServerSocketChannel channel =
          sockets.listen(name, each.getValue().address(), "listeners." + name + ".address");
      listeners.add(new Listener(name, each.getValue(), gateway, wires, census, channel));
    }
  }

  void read() throws StartFailure {
    try {
      kept.read();
    } catch (IOException e) {
      throw new StartFailure(
          "cannot read the state in " + settings.folder() + ": " + Unreadable.said(e), e);
    }
  }

  void accept() {
    kept.begin();
    watch.start();
    releaser.start();
    sockets.closeUnused();
    listeners.start();
    history.inUse(settings, site.get());
    if (!beside) {
      outbound.start();
      checkup.start();
    }
  }

  /// No other process uses the folder any more.
  void alone() {
    kept.alone();
    outbound.start();
    checkup.start();
  }

  /// Takes over a new configuration, as a whole or not at all.
  ///
  /// @return what of it waits for a restart, by key
  /// @throws StartFailure with what is wrong; then everything is as before
  public synchronized List<String> reload(Configuration next) throws StartFailure {
    Settings wanted = next.settings();
    try {
      Secrets.Files files = Secrets.read(wanted);
      SiteBuilder.Built built = sites.build(next);
      secrets.use(files);
      site.set(built.site());
      watchLists(wanted);
      outbound.use(wanted);
      built.unused().run();
      history.inUse(wanted, built.site());
      log.info("reloaded, policy version {}", built.site().rules().policies().version());
      return Restart.needed(settings, wanted);
    } catch (IOException e) {
      throw new StartFailure("not reloaded: " + Unreadable.said(e), e);
    }
  }

  /// Stops in good order: nobody new, 421 for whoever waits, time for whoever is in a transaction.
  public void stop() throws InterruptedException {
    stopAccepting();
    hurry();
    listeners.drain(settings.limits().drainTime(), () -> false);
    if (sessions() > 0) {
      log.warn("{} sessions did not end in time and are closed", sessions());
    }
    close();
  }

  /// After a hand-over: everybody may go on for the time to drain; who is left then is treated as
  /// by [#stop].
  void leave() throws InterruptedException {
    listeners.drain(settings.limits().drainTime(), () -> hurried);
    stop();
  }

  /// Asks sessions to end, also those that may go on after a hand-over.
  void hurry() {
    hurried = true;
    listeners.askSessionsToEnd();
  }

  void stopAccepting() {
    listeners.stopAccepting();
  }

  /// What the process after us may have.
  List<Passed> listening() {
    return sockets.open();
  }

  Kept kept() {
    return kept;
  }

  /// What commands look at.
  public ServerView inside() {
    return new ServerView(
        settings,
        gateway,
        site::get,
        listeners.all(),
        census::inAll,
        state,
        journal,
        resolver,
        lists,
        watch,
        sites::lookup,
        outbound::status,
        outbound::sources,
        outbound::complaints,
        outbound.directory(),
        outbound.responses(),
        outbound.agents(),
        outbound::standing,
        kept.retention()::trouble,
        around.clock(),
        started);
  }

  /// Messages of ours.
  public HeldStore held() {
    return kept.held();
  }

  /// Sessions open now.
  public int sessions() {
    return listeners.sessions();
  }

  /// All delays of replies and greetings so far, in sum, as long as they were to be.
  public Duration delays() {
    return gateway.delays().begun();
  }

  /// Sessions whose reply waits now.
  public int delayed() {
    return gateway.delays().waiting();
  }

  /// Where a listener listens, with the port the system chose where 0 was asked for.
  public Optional<InetSocketAddress> address(String listener) throws IOException {
    return listeners.address(listener);
  }

  /// Listeners that greet whoever connects, without TLS or a PROXY header first.
  private List<InetSocketAddress> greeting() {
    List<InetSocketAddress> greeting = new ArrayList<>();
    settings
        .listeners()
        .forEach((name, each) -> {
          if (each.tls() != ListenerSettings.Tls.IMPLICIT && each.proxyFrom().isEmpty()) {
            try {
              listeners.address(name).ifPresent(greeting::add);
            } catch (IOException e) {
              log.debug("listener {} is closed: {}", name, e.getMessage());
            }
          }
        });
    return greeting;
  }

  /// Waits until every next hop was tried once, so that what they offer is known.
  public void awaitHops() throws InterruptedException {
    hops.awaitProbes();
  }

  @Override
  public void close() {
    listeners.close();
    parts.close();
  }
}
