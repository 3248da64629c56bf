package weir.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.api.Answer;
import weir.api.Answer.LeaseLine;
import weir.api.Commands;
import weir.api.ImaginedSession;
import weir.api.Request;
import weir.api.Status;
import weir.check.Tables;
import weir.checks.Lease;
import weir.complaints.ComplaintJournal;
import weir.explain.StageWalk;
import weir.incidents.IncidentJournal;
import weir.journal.Entry;
import weir.journal.Id;
import weir.net.IpPrefix;
import weir.queues.ActJournal;
import weir.snapshot.DurableState;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.uplink.Order;

/// Carries out what the command line asks of this server. What changes something is journaled.
public final class ServerCommands implements Commands {
  private static final Duration LONGEST_LEASE = Duration.ofDays(400);

  /// Leases told at once; the table holds more, a terminal does not.
  private static final int MOST_LEASES = 10_000;

  /// How long a command waits for the disk.
  private static final Duration ON_DISK_AT_MOST = Duration.ofSeconds(10);

  private final ServerView inside;
  private final Controls server;
  private final StatusReport report;
  private final Duration onDiskAtMost;

  public ServerCommands(ServerView inside, Controls server, String configuration) {
    this(inside, server, configuration, ON_DISK_AT_MOST);
  }

  ServerCommands(ServerView inside, Controls server, String configuration, Duration onDiskAtMost) {
    this.onDiskAtMost = onDiskAtMost;
    this.inside = inside;
    this.server = server;
    this.report = new StatusReport(inside, configuration);
  }

  @Override
  public Answer answer(Request request, String by) throws InterruptedException {
    try {
      return switch (request) {
        case Request.TellStatus() -> report.make(server.state());
        case Request.TellTop asked -> new TopReport(inside).make(asked);
        case Request.Reload() -> reload(by);
        case Request.Allow(var target, var life, var reason) ->
            lease(Lease.of(Lease.Word.ALLOW, target, reason), life, by);
        case Request.Block(var target, var life, var reason) ->
            lease(Lease.of(Lease.Word.BLOCK, target, reason), life, by);
        case Request.Lift(var target) -> lift(target, by);
        case Request.TellLeases() -> leases();
        case Request.Explain(var session) -> explain(session);
        case Request.TellLists() -> new ListWords(inside).all();
        case Request.TestList(var zone) -> new ListWords(inside).test(zone);
        case Request.TellSources() ->
            new Answer.Sources(inside.sources().get(), inside.complaints().get());
        case Request.TellStanding(var account) -> inside.standing().apply(account);
        case Request.Held held -> new HeldCommands(inside).answer(held, by);
        case Request.TakeUpActs() -> takeUpActs();
        case Request.Respond asked -> responses().respond(asked, by);
        case Request.Repaired asked -> responses().repaired(asked, by);
        case Request.Undo asked -> responses().undo(asked, by);
        case Request.AcceptAccounts(var source) -> accept(source, by);
        case Request.TryFence(var host) -> order(host, new Order.Verify(), "fence-tried", by);
        case Request.StageFence(var host, var holds) ->
            order(host, new Order.Stage(holds), holds ? "fence-holds" : "fence-observes", by);
        case Request.Stop() -> stop(by);
      };
    } catch (IllegalArgumentException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    } catch (StateUnavailable e) {
      return new Answer.Failed(e.getMessage());
    }
  }

  /// What `/metrics` and `/health` are made of.
  public Status forMonitoring() {
    return report.forMonitoring(server.state());
  }

  private ResponseCommands responses() {
    return new ResponseCommands(
        inside
            .responses()
            .orElseThrow(() ->
                new IllegalArgumentException("control does this: ask there, not the gateway")));
  }

  private Answer order(String host, Order.Verb verb, String act, String by)
      throws InterruptedException {
    try {
      inside.agents().give(host, verb);
      journal(act, by, Map.of("host", host));
      return new Answer.Done(host + ": done");
    } catch (IOException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }

  private Answer reload(String by) {
    String before = version();
    Controls.Reloaded outcome = server.reload();
    if (!outcome.mistakes().isEmpty()) {
      return new Answer.Mistaken(outcome.mistakes());
    }
    journal("reload", by, Map.of("before", before, "policy", version()));
    return new Answer.Reloaded(before, version(), outcome.waiting());
  }

  private String version() {
    return inside.site().get().rules().policies().version();
  }

  private Answer lease(Lease lease, Duration life, String by) {
    if (!life.isPositive()) {
      return new Answer.Failed("a time of no length lets nobody in and keeps nobody out");
    }
    if (life.compareTo(LONGEST_LEASE) > 0) {
      return new Answer.Failed(
          "this holds for %d days at most; what is to stay belongs in the configuration, as allow or block under [checks.access]"
              .formatted(LONGEST_LEASE.toDays()));
    }
    Instant now = inside.clock().instant();
    Instant until = now.plus(life);
    inside.state().put(lease.table(), lease.key(), lease.value(), now, until);
    LeaseLine line =
        new LeaseLine(lease.word().word(), shown(lease.key()), lease.reason(), now, until);
    journal(line.word(), by, details(line));
    return onDisk(line);
  }

  private Answer lift(String target, String by) {
    String key = Lease.key(target);
    Instant now = inside.clock().instant();
    Optional<LeaseLine> line =
        inside.state().get(Tables.LEASES, key, now).flatMap(ServerCommands::line);
    if (line.isEmpty()) {
      return new Answer.Failed("nobody said anything about " + shown(key));
    }
    inside.state().remove(Tables.LEASES, key);
    journal("lift", by, details(line.get()));
    return onDisk(line.get());
  }

  /// Answers when a restart would not forget the change.
  private Answer onDisk(LeaseLine line) {
    if (inside.state() instanceof DurableState durable) {
      try {
        durable.sync(onDiskAtMost);
      } catch (IOException e) {
        return new Answer.Failed(
            "done for %s, but a restart now would forget it: %s"
                .formatted(line.target(), e.getMessage()));
      }
    }
    return new Answer.Leased(line);
  }

  private Answer leases() {
    return new Answer.Leases(
        inside.state().list(Tables.LEASES, inside.clock().instant()).stream()
            .flatMap(entry -> line(entry).stream())
            .limit(MOST_LEASES)
            .toList());
  }

  private static Optional<LeaseLine> line(State.Entry entry) {
    return Lease.of(entry)
        .map(lease ->
            new LeaseLine(
                lease.word().word(),
                shown(lease.key()),
                lease.reason(),
                entry.since(),
                entry.until()));
  }

  /// A single address without its length.
  private static String shown(String key) {
    return IpPrefix.parse(key)
        .filter(network -> network.first().equals(network.last()))
        .map(network -> network.first().toString())
        .orElse(key);
  }

  private static Map<String, String> details(LeaseLine line) {
    return Map.of(
        "target", line.target(), "until", line.until().toString(), "reason", line.reason());
  }

  private Answer explain(ImaginedSession session) throws InterruptedException {
    return StageWalk.of(
        inside.site().get(),
        inside.settings().listeners(),
        session,
        inside.clock(),
        "the running server");
  }

  /// What was done to the queue while no server ran.
  public Answer takeUpActs() {
    try {
      Path folder = inside.settings().folder();
      int count =
          new ActJournal(folder, inside.journal()).takeUp()
              + new ComplaintJournal(folder, inside.journal()).takeUp()
              + new IncidentJournal(folder, inside.journal()).takeUp();
      return new Answer.Done(count + " acts taken up");
    } catch (IOException e) {
      return new Answer.Failed("what was done to the queue cannot be read: " + e.getMessage());
    } catch (SQLException e) {
      return new Answer.Failed(
          "what was done to complaints and incidents cannot be read: " + e.getMessage());
    }
  }

  private Answer accept(Optional<String> source, String by) {
    List<String> accepted;
    try {
      accepted = inside.directory().accept(source);
    } catch (IOException e) {
      return new Answer.Failed("it cannot be kept, all is as before: " + e.getMessage());
    }
    if (accepted.isEmpty()) {
      return new Answer.Failed("nothing is refused");
    }
    accepted.forEach(line -> journal("accept-accounts", by, Map.of("accepted", line)));
    return new Answer.Done(String.join("\n", accepted));
  }

  private Answer stop(String by) {
    journal("stop", by, Map.of());
    server.end();
    return new Answer.Done("stopping; sessions have their time to end");
  }

  private void journal(String what, String by, Map<String, String> details) {
    inside
        .journal()
        .add(
            new Entry.Act(
                Id.next(inside.gateway().chance()), inside.clock().instant(), what, by, details));
  }
}
