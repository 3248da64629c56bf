package weir.app;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.api.Answer;
import weir.api.ComplaintSource;
import weir.api.SourceLine;
import weir.api.Status;
import weir.directory.AccountDirectory;
import weir.enforcement.AgentOrders;
import weir.journal.Journal;
import weir.onhost.ControlLink;
import weir.onhost.ControlSettings;
import weir.responder.ByHand;
import weir.settings.Settings;
import weir.sources.Sources;
import weir.state.State;
import weir.watch.GatewaySource;

/// The outbound half of a process that only takes mail: another one, control, decides about
/// senders. Nothing here has the key that signs orders, a panel's, or one of notices. While control
/// is away mail goes on, and what is in force stays.
final class ToldToControl implements OutboundHalf {
  private static final Logger log = LoggerFactory.getLogger(ToldToControl.class);
  private static final String THERE = "this is done on control: ask there";

  private final Settings settings;
  private final ControlSettings control;
  private final State state;
  private final InstantSource clock;
  private final GatewaySource gateway;
  private final AccountDirectory directory;
  private final Parts parts = new Parts();
  private volatile @Nullable ControlLink link;
  private volatile Optional<String> trouble = Optional.empty();

  /// @param state in which the gateway looks for what is in force
  ToldToControl(
      Settings settings,
      ControlSettings control,
      Surroundings around,
      Journal journal,
      State state,
      InstantSource age) {
    this.settings = settings;
    this.control = control;
    this.state = state;
    this.clock = around.clock();
    this.gateway =
        new GatewaySource(
            journal,
            settings.hostName().name(),
            HopAddresses.of(settings.hops()),
            control.strangers());
    this.directory =
        parts.own(
            AccountDirectory.unread(
                settings.folder(), settings.directory(), settings.hosts(), clock, age));
  }

  @Override
  public Journal journal() {
    return gateway;
  }

  /// Nobody's: it is never read.
  @Override
  public AccountDirectory directory() {
    return directory;
  }

  @Override
  public Answer standing(String account) {
    return new Answer.Failed(THERE);
  }

  @Override
  public Optional<ByHand> responses() {
    return Optional.empty();
  }

  @Override
  public AgentOrders agents() {
    return AgentOrders.NONE;
  }

  @Override
  public void use(Settings wanted) {
    // What control is told needs a restart to change.
  }

  @Override
  public Status.Outgoing status() {
    ControlLink now = link;
    Optional<String> why = now == null ? trouble : now.trouble();
    return new Status.Outgoing(0, 0, 0, gateway.lost(), Optional.empty(), why);
  }

  @Override
  public List<SourceLine> sources() {
    return List.of(Sources.gateway(settings.hostName().name(), gateway.lost()));
  }

  @Override
  public List<ComplaintSource> complaints() {
    return List.of();
  }

  @Override
  public void start() {
    try {
      ControlLink begun =
          parts.own(ControlLink.start(control, settings.hostName().name(), state, clock));
      link = begun;
      parts.own(gateway);
      gateway.tell(begun, 0);
    } catch (IOException | RuntimeException e) {
      trouble = Optional.of("control is told nothing: " + e.getMessage());
      log.error("control is told nothing, and mail goes on: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
