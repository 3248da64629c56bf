package weir.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import weir.app.App;
import weir.app.Parts;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.config.Binding;
import weir.drill.DrillKind;
import weir.drill.Spammer;
import weir.incident.Incident;
import weir.incident.Rule;
import weir.incident.Rung;
import weir.incident.Sign;
import weir.incidents.IncidentStore;
import weir.journal.Id;
import weir.leases.Enabled;
import weir.leases.Held;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.limits.Limits;
import weir.limits.OutboundSettings;
import weir.login.PasswordFile;
import weir.rehearsal.HandClock;
import weir.response.Lease;
import weir.settings.ConfigurationSource;
import weir.sink.SinkMta;
import weir.tls.SelfMade;
import weir.tls.TlsProblem;

/// A gateway of a drill's own: a temporary folder, made-up accounts, a sink behind it, and a clock
/// that goes on with the drill. Nothing of the operator's is touched but his rules, which are read.
final class DrillSite implements AutoCloseable {
  /// Accounts of whom nothing is heard: at a provider of a dozen, three would be too many at once.
  private static final int OTHERS = 1_000;

  private static final String PASSWORD = "drill";
  private static final long POLL_MILLIS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Parts parts = new Parts();
  private final HandClock clock = new HandClock();
  private final Path folder;
  private final SinkMta sink;
  private final App app;

  DrillSite(OutboundSettings rules) throws IOException, StartFailure, TlsProblem {
    folder = parts.own(new TemporaryFolder("weir-drill")).path();
    sink = parts.own(SinkMta.start());
    ExampleNames names = parts.own(ExampleNames.start());
    SelfMade.in(
        folder.resolve("tls"), List.of("mx.drill.invalid"), Instant.now(), new SecureRandom());
    Files.writeString(folder.resolve("logins"), logins());
    Files.writeString(folder.resolve("accounts.toml"), accounts());
    letAct(rules);
    ConfigurationSource source = ConfigurationSource.example(folder, text(rules));
    if (!(source.read() instanceof ConfigurationSource.Outcome.Usable(var configuration))) {
      throw new IOException("the drill cannot be set up: " + source.read());
    }
    Surroundings around =
        new Surroundings(
            clock,
            clock::nanos,
            new Random(),
            Optional.of(names.resolver()),
            Optional.empty(),
            Optional.empty());
    app = parts.own(new App(configuration, around));
    app.start();
  }

  private static String logins() {
    String hash = PasswordFile.hash(PASSWORD.getBytes(UTF_8));
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= DrillKind.ACCOUNTS; i++) {
      lines.append(DrillKind.login(i)).append(':').append(hash).append('\n');
    }
    return lines.toString();
  }

  private static String accounts() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= DrillKind.ACCOUNTS; i++) {
      text.append("[accounts.drill%d]\nlogins = [\"%s\"]\n".formatted(i, DrillKind.login(i)));
      if (i == 1) {
        text.append("uids.web1 = [2001]\n");
      }
    }
    for (int i = 1; i <= OTHERS; i++) {
      text.append("[accounts.other%d]\nname = \"sends nothing\"\n".formatted(i));
    }
    return text.toString();
  }

  private String text(OutboundSettings rules) throws IOException {
    String limits =
        rules.limits().map(file -> "limits = \"" + file.toAbsolutePath() + "\"\n").orElse("");
    String countries =
        rules.countries().map(file -> "countries = \"" + file.toAbsolutePath() + "\"\n").orElse("");
    return Embedded.resource("drill.toml").replace("SINK", Integer.toString(sink.port()))
        + "\n[outbound]\n"
        + limits
        + countries;
  }

  /// Every rule may go as far as its file says, as after `weir enable`.
  private void letAct(OutboundSettings rules) throws IOException {
    if (!(rules.read() instanceof Binding.Bound<Limits>(var limits, _))) {
      throw new IOException("the rules of [outbound] have mistakes: weir config check tells them");
    }
    Path state = Files.createDirectories(folder.resolve("var"));
    try (LeaseStore store = LeaseStore.open(state)) {
      for (Rule rule : limits.rules()) {
        if (rule.upTo() != Rung.NOTIFY) {
          store.enable(
              new Enabled(rule.id(), rule.upTo(), "drill", clock.instant()),
              new LeaseAct(
                  Id.next(new Random()),
                  clock.instant(),
                  "rule-enabled",
                  "drill",
                  Optional.empty(),
                  rule.id()));
        }
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Waits until the accounts are known and rules may act.
  void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end) {
        throw new IOException("the drill's gateway does not begin to watch");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /// What was let act is journaled just after the rules have heard of it.
  private boolean isReady() throws IOException {
    if (app.inside().directory().book().numberOfAccounts() == 0) {
      return false;
    }
    try (LeaseStore store = LeaseStore.look(folder.resolve("var"))) {
      return store.unjournaled().isEmpty();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  Spammer spammer() throws IOException {
    return new Spammer(address("submission"), address("relay"), PASSWORD);
  }

  private InetSocketAddress address(String listener) throws IOException {
    return Objects.requireNonNull(app.inside().listeners().get(listener), listener).address();
  }

  HandClock clock() {
    return clock;
  }

  /// Messages that have left.
  int left() {
    return sink.messages().size();
  }

  /// The first incident, with what was seen first.
  Optional<Seen> seen() throws IOException {
    Path state = folder.resolve("var");
    if (!IncidentStore.isThere(state)) {
      return Optional.empty();
    }
    try (IncidentStore store = IncidentStore.open(state)) {
      return store.list(Instant.EPOCH, false, 1_000).stream()
          .min(Comparator.comparing(Incident::began))
          .map(incident -> new Seen(incident, first(store, incident)));
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Optional<Sign> first(IncidentStore store, Incident incident) {
    try {
      return store.signs(incident.id()).stream().findFirst();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /// An incident and its first sign.
  record Seen(Incident incident, Optional<Sign> sign) {}

  /// Leases, and of each where it holds.
  record InForce(List<Lease> leases, List<Held> held) {}

  InForce inForce() throws IOException {
    try (LeaseStore store = LeaseStore.look(folder.resolve("var"))) {
      return new InForce(store.active(), store.holdings().all());
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
