package weir.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.Endpoint;
import weir.dns.Resolver;
import weir.enforce.Enforcer;
import weir.gateway.Bodies;
import weir.gateway.Census;
import weir.gateway.Delays;
import weir.gateway.Gateway;
import weir.gateway.GatewayCounts;
import weir.gateway.Listener;
import weir.gateway.ListenerSettings;
import weir.gateway.Site;
import weir.journal.Journal;
import weir.login.LoginSettings;
import weir.login.Logins;
import weir.login.PasswordFile;
import weir.resolver.DnsResolver;
import weir.smtp.BufferPool;
import weir.snapshot.DurableState;
import weir.sql.SqliteJournal;
import weir.state.State;
import weir.tls.ServerTls;
import weir.tls.TlsProblem;
import weir.wire.Wires;

/// The running gateway: all parts are built here, by hand, in reading order.
public final class App implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(App.class);
  private static final int BUFFER = 32 * 1024;
  private static final int BUFFERS_KEPT = 256;
  private static final int BACKLOG = 4096;

  private final Settings settings;
  private final Surroundings around;
  private final Parts parts = new Parts();
  private final Census census = new Census();
  private final AtomicReference<Site> site = new AtomicReference<>();
  private final Map<String, Listener> listeners = new TreeMap<>();
  private final SiteBuilder sites;
  private final Wires wires;
  private final Gateway gateway;

  /// Builds the parts; nothing listens yet.
  public App(Configuration configuration, Surroundings around) throws StartFailure {
    this.settings = configuration.settings();
    this.around = around;
    try {
      BufferPool buffers = new BufferPool(BUFFER, BUFFERS_KEPT);
      State state = state();
      Journal journal = journal();
      Resolver resolver = resolver();
      Hops hops = parts.own(new Hops(settings, buffers, around.clock()));
      sites = new SiteBuilder(state, resolver, hops, around.clock());
      site.set(sites.build(configuration).site());
      wires = parts.own(new Wires(settings.wire()));
      gateway =
          new Gateway(
              settings.hostName(),
              site::get,
              new Enforcer(state, SiteBuilder.TABLES, around.clock()),
              journal,
              logins(state),
              tls(),
              new Delays(settings.limits().delayed()),
              parts.own(new Bodies(settings.limits(), settings.folder().resolve("passing"))),
              buffers,
              new GatewayCounts(),
              around.clock(),
              around.chance());
    } catch (IOException e) {
      parts.close();
      throw new StartFailure("cannot start: " + e, e);
    }
  }

  private State state() throws IOException {
    return around.state().isPresent()
        ? around.state().get()
        : parts.own(
            DurableState.open(
                settings.folder().resolve("state"), SiteBuilder.TABLES, around.clock()));
  }

  private Journal journal() throws IOException {
    return around.journal().isPresent()
        ? around.journal().get()
        : parts.own(SqliteJournal.open(settings.journal(), around.clock()));
  }

  private Resolver resolver() {
    return around.resolver().isPresent()
        ? around.resolver().get()
        : parts.own(DnsResolver.start(settings.dns()));
  }

  private Supplier<Optional<SSLContext>> tls() throws StartFailure {
    if (settings.tls().isEmpty()) {
      return Optional::empty;
    }
    try {
      ServerTls tls = ServerTls.open(settings.tls().get());
      return () -> Optional.of(tls.context());
    } catch (TlsProblem e) {
      throw new StartFailure("tls: " + e.getMessage(), e);
    }
  }

  private Optional<Logins> logins(State state) throws StartFailure {
    if (settings.login().isEmpty()) {
      return Optional.empty();
    }
    LoginSettings login = settings.login().get();
    return switch (PasswordFile.read(login.passwords())) {
      case PasswordFile.Reading.Good(var file) ->
          Optional.of(parts.own(new Logins(login, file, state, new SecureRandom())));
      case PasswordFile.Reading.Bad(var mistakes) ->
          throw new StartFailure("login.passwords: " + login.passwords() + ": " + mistakes);
    };
  }

  /// Binds every listener, then accepts at all of them.
  public void start() throws StartFailure {
    for (var each : settings.listeners().entrySet()) {
      ServerSocketChannel channel = bind(each.getKey(), each.getValue());
      listeners.put(
          each.getKey(),
          new Listener(each.getKey(), each.getValue(), gateway, wires, census, channel));
    }
    listeners.values().forEach(Listener::start);
  }

  private static ServerSocketChannel bind(String name, ListenerSettings listener)
      throws StartFailure {
    Endpoint at = listener.address();
    String setting = "listeners." + name + ".address";
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(socketAddress(at), BACKLOG);
      return channel;
    } catch (BindException e) {
      throw new StartFailure(
          "%s: cannot listen on %s: %s. Is another server running there? Stop it or set another address."
              .formatted(setting, at, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new StartFailure(setting + ": cannot listen on " + at + ": " + e, e);
    }
  }

  private static InetSocketAddress socketAddress(Endpoint at) throws IOException {
    return at.host().equals("*")
        ? new InetSocketAddress(at.port())
        : new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
  }

  @Override
  public void close() {
    for (Listener listener : listeners.values()) {
      try {
        listener.close();
      } catch (IOException e) {
        log.warn("listener {} did not close: {}", listener.name(), e.toString());
      }
    }
    parts.close();
  }
}
