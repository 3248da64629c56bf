package weir.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import weir.agents.AgentSettings;
import weir.agents.AgentStore;
import weir.agents.Invitations;
import weir.app.App;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Endpoint;
import weir.config.Values;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.onhost.Enrolment;
import weir.passages.PassageSearch;
import weir.passages.Senders;
import weir.response.Lease;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.MemoryState;
import weir.testkit.FreePort;
import weir.testkit.MapResolver;
import weir.testkit.Until;

/// The half of a server that decides about senders, and the gateway `mx.example.com` as its agent.
/// Ann's login is of the account shop, and is denied from three recipients an hour on.
final class ControlSide {
  static final String GATEWAY = "mx.example.com";

  private static final String LIMITS =
      """
      [rules.many]
      of = "login"
      when = "recipients_1h >= 3"
      says = "{recipients_1h} recipients"
      mode = "act"
      up-to = "deny-login"
      """;

  private final Path folder;
  private final Path enrolled;
  private final int port;

  private ControlSide(Path folder, Path enrolled, int port) {
    this.folder = folder;
    this.enrolled = enrolled;
    this.port = port;
  }

  /// @param folder in which it makes one of its own
  /// @param enrolled where the gateway keeps who it is
  static ControlSide in(Path folder, Path enrolled) throws IOException {
    Path own = Files.createDirectory(folder.resolve("control"));
    Files.writeString(own.resolve("limits.toml"), LIMITS);
    return new ControlSide(own, enrolled, FreePort.any());
  }

  Path folder() {
    return folder;
  }

  /// Begins; the gateway is enrolled where it is not yet.
  App start() throws IOException, StartFailure, InterruptedException {
    String toml =
        """
        host-name = "control.example.com"
        folder = "%1$s"
        agents.address = "127.0.0.1:%2$d"
        outbound.limits = "%3$s"
        enforcement.mx = {type = "agent", host = "mx.example.com"}
        responses.check-every = "10s"
        [directory.sources.ours]
        type = "command"
        program = "/bin/sh"
        arguments = ["-c", "printf 'account,login\\\\nshop,ann@example.com\\\\n'"]
        """
            .formatted(folder, port, folder.resolve("limits.toml"));
    Path file = folder.resolve("weir.toml");
    var bound =
        (Binding.Bound<Settings>) new Binder(Values.standard()).text(Settings.class, toml, file);
    App app =
        new App(
            new Configuration(bound.value(), bound.positions(), toml, file),
            new Surroundings(
                InstantSource.system(),
                System::nanoTime,
                new Random(1),
                Optional.of(new MapResolver("")),
                Optional.of(_ -> {}),
                Optional.of(new MemoryState())));
    app.start();
    if (!Files.exists(enrolled)) {
      enrol();
    }
    return app;
  }

  private void enrol() throws IOException, InterruptedException {
    AgentSettings agents =
        new AgentSettings(
            Optional.of(new Endpoint("127.0.0.1", port)),
            Optional.of("127.0.0.1:" + port),
            Optional.empty(),
            Map.of(),
            Duration.ofMinutes(5),
            Duration.ofDays(1));
    Enrolment.accept(
        Invitations.make(folder, agents, "control.example.com", GATEWAY, "root", Instant.now()),
        enrolled,
        "1",
        InstantSource.system());
  }

  /// The gateway has said what it may be ordered.
  void awaitGateway() {
    Until.holds(() -> {
      try (AgentStore store = AgentStore.open(folder)) {
        return store.agent(GATEWAY).flatMap(it -> it.alive()).isPresent();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    });
  }

  /// Messages of the last hour.
  long seen() {
    Senders senders = new Senders();
    try (PassageSearch search = PassageSearch.open(folder)) {
      Instant now = Instant.now();
      search.between(now.minus(Duration.ofHours(1)), now.plusSeconds(60), senders::add);
      return senders.messages();
    } catch (SQLException _) {
      return 0;
    }
  }

  List<Lease> leases() {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return store.active();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void undo(Lease lease) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.undo(lease.id(), act("response-undone", lease));
    }
  }

  /// The same is wanted for an hour longer.
  ///
  /// @return as it is then
  Lease prolong(Lease lease) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return store.begin(
          lease.until(lease.until().plus(Duration.ofHours(1))), act("response-begun", lease));
    }
  }

  private static LeaseAct act(String what, Lease lease) {
    return new LeaseAct("act0000000001", Instant.now(), what, "olga", Optional.of(lease.id()), "");
  }
}
