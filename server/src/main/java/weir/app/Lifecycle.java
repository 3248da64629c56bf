package weir.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.operate.Controls;
import weir.settings.ConfigurationSource;
import weir.takeover.Systemd;

/// From the first listener to the last session: signals, reload, the end.
public final class Lifecycle implements Controls {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  private final App app;
  private final ConfigurationSource source;
  private final Systemd systemd = Systemd.ofEnvironment();
  private final CountDownLatch told = new CountDownLatch(1);
  private final AtomicBoolean hupWaits = new AtomicBoolean();
  private volatile String state = "running";
  private volatile @Nullable AutoCloseable link;

  public Lifecycle(App app, ConfigurationSource source) {
    this.app = app;
    this.source = source;
  }

  /// Runs until told to stop by a signal or [#end], or until another process has taken over.
  ///
  /// @param hangup asks for a reload; an early one is done when all is ready
  /// @param begun is run when all is listened on
  public void run(Succession succession, Hangup hangup, Runnable begun)
      throws StartFailure, InterruptedException {
    Operators operators;
    try {
      succession.begin(app);
      operators = succession.operators(() -> Operators.start(app, this, source.name()));
    } catch (StartFailure | RuntimeException e) {
      app.close();
      throw e;
    }
    succession.open(new LeavingApp(app, this));
    Signals.on("USR1", Successor::start);
    Signals.on("TERM", this::end);
    Signals.on("INT", this::end);
    systemd.ready();
    begun.run();
    StartWords.log(app.inside(), source.name());
    log.info("ready, process {}", ProcessHandle.current().pid());
    hangup.listen(this::onHup);
    told.await();
    AutoCloseable successor = link;
    if (successor != null) {
      operators.close();
      leave(successor);
      return;
    }
    log.info("stopping, {} sessions open", app.sessions());
    systemd.stopping();
    app.stop();
    operators.close();
  }

  @Override
  public String state() {
    return state;
  }

  /// Another process accepts now; we stay for the sessions that we have.
  private void leave(AutoCloseable successor) throws InterruptedException {
    log.info("handed over, {} sessions go on here", app.sessions());
    app.leave();
    try {
      successor.close();
    } catch (Exception e) {
      log.debug("the other process was not told: {}", e.toString());
    }
    log.info("handed over and done");
  }

  /// @param end is closed when the last session is over
  void handedOver(long successor, AutoCloseable end) {
    link = end;
    systemd.mainProcess(successor);
    state = "draining";
    told.countDown();
  }

  @Override
  public void end() {
    if (told.getCount() == 0) {
      app.hurry();
    }
    state = "draining";
    told.countDown();
  }

  /// A signal that comes while one waits asks for nothing new: whoever waits has yet to read.
  private void onHup() {
    if (hupWaits.getAndSet(true)) {
      return;
    }
    Reloaded outcome;
    synchronized (this) {
      hupWaits.set(false);
      outcome = reload();
    }
    outcome.mistakes().forEach(mistake -> log.error("{}", mistake));
    if (!outcome.mistakes().isEmpty()) {
      log.error("not reloaded, the running configuration stays");
    }
    if (!outcome.waiting().isEmpty()) {
      log.warn("these settings wait for a restart: {}", outcome.waiting());
    }
  }

  /// One at a time: what was read first must not be taken over last.
  @Override
  public synchronized Reloaded reload() {
    return switch (source.read()) {
      case ConfigurationSource.Outcome.Usable(var configuration) -> {
        try {
          yield new Reloaded(List.of(), app.reload(configuration));
        } catch (StartFailure e) {
          yield new Reloaded(List.of(String.valueOf(e.getMessage())), List.of());
        }
      }
      case ConfigurationSource.Outcome.Mistaken(var mistakes) ->
          new Reloaded(mistakes.stream().map(Object::toString).toList(), List.of());
    };
  }
}
