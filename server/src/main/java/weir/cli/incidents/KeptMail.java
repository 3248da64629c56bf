package weir.cli.incidents;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.HeldLine;
import weir.api.NoServer;
import weir.api.Request;
import weir.cli.output.Shown;
import weir.leases.LeaseStore;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Mail that came in while a lease held its sender, and should not have been held: what the gateway
/// has of it is handed on. What lies in queues of mail servers bears no mark of a lease, so it is
/// said how to release it.
///
/// @param folder of the server
record KeptMail(Path folder, PrintWriter out) {
  /// Messages that are asked for at once.
  private static final int AT_ONCE = 1_000;

  private static final int ROUNDS = 1_000;

  /// So long the server is given to end the lease; until then it may hold more.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  /// @param lease that is over
  void release(Lease lease) throws IOException, SQLException {
    if (!(lease.response() instanceof Response.Hold)) {
      return;
    }
    try {
      handOn(lease);
    } catch (NoServer _) {
      out.println(
          "what the gateway holds for it stays, since no server runs; when one does: weir held list --finding %s --limit 10000 --json | jq -r .id | xargs weir held release"
              .formatted(finding(lease)));
    }
    out.println(
        "what came into queues of mail servers meanwhile stays held; on each host: "
            + queueCommand(lease));
  }

  private void handOn(Lease lease) throws IOException, SQLException, NoServer {
    ControlClient server = new ControlClient(folder);
    boolean isEnded = awaitEnd(lease, server);
    int released = 0;
    List<HeldLine> held = held(server, lease);
    for (int round = 0; round < ROUNDS && !held.isEmpty(); round++) {
      int before = released;
      for (HeldLine each : held) {
        Request release = new Request.Held.Release(each.id() + "/" + each.copy());
        released += server.ask(release) instanceof Answer.HeldMessages ? 1 : 0;
      }
      held = held(server, lease);
      if (released == before) {
        break;
      }
    }
    out.println("handed on: %,d messages that the gateway held for it".formatted(released));
    if (!held.isEmpty() || !isEnded) {
      out.println(
          "more of it is held, or may be until the lease has ended everywhere: weir held list --state held --finding "
              + finding(lease));
    }
  }

  /// @return whether nothing of it is in force any more
  private boolean awaitEnd(Lease lease, ControlClient server)
      throws IOException, SQLException, NoServer {
    held(server, lease);
    long begun = System.nanoTime();
    while (isInForce(lease)) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        return false;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private boolean isInForce(Lease lease) throws SQLException {
    try (LeaseStore store = LeaseStore.look(folder)) {
      return store.holdings().all().stream()
          .anyMatch(it -> it.holding().lease().equals(lease.id()));
    }
  }

  private static List<HeldLine> held(ControlClient server, Lease lease)
      throws IOException, NoServer {
    Request list =
        new Request.Held.List(
            List.of("held"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(finding(lease)),
            Optional.empty(),
            AT_ONCE);
    return switch (server.ask(list)) {
      case Answer.HeldMessages(var messages) -> messages;
      case Answer.Failed(var why) -> throw new IOException(Shown.text(why));
      case Answer other -> throw new IOException("the server answered something else: " + other);
    };
  }

  private static String finding(Lease lease) {
    return "held-by-response/" + lease.id();
  }

  /// It shows first what it would release.
  private static String queueCommand(Lease lease) {
    Instant since = lease.since().truncatedTo(ChronoUnit.MINUTES);
    String which =
        switch (lease.target()) {
          case Target.Login(var name) when name.matches(PLAIN) -> " --login " + name;
          case Target.LocalUser(_, var user) when user.matches("[0-9]+") -> " --uid " + user;
          case Target.Customer(var id) when id.matches(PLAIN) -> " --account " + id;
          case Target.OfDomain(var domain) when domain.matches(PLAIN) -> " --sender " + domain;
          case Target.Login _,
              Target.LocalUser _,
              Target.Program _,
              Target.OfDomain _,
              Target.Sender _,
              Target.Customer _ ->
              " --id ID (weir queue list --state held shows them)";
        };
    return "weir queue release --state held --newer "
        + since.toString().substring(0, "2026-11-25T08:30".length())
        + which;
  }
}
