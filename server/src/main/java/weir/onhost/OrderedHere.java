package weir.onhost;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weir.agent.queue.Programs;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.enforcement.EnforcementSettings;
import weir.enforcement.StepRunner;
import weir.enforcement.ThisHost;
import weir.queues.QueueDesk;
import weir.responder.OrderedLeases;
import weir.response.Lease;
import weir.submissions.SubmissionSettings;

/// What a server ordered on this host and is in force: users in the fence, scripts without rights,
/// processes that stand still.
public final class OrderedHere implements AutoCloseable {
  private static final Duration PROGRAMS = Duration.ofSeconds(30);

  private final StepRunner runner;
  private final OrderedLeases leases;

  private OrderedHere(StepRunner runner, OrderedLeases leases) {
    this.runner = runner;
    this.leases = leases;
  }

  /// For a command, while no agent runs; empty where the agent keeps nothing.
  ///
  /// @param submissions settings of the wrapper; empty where this host has none
  public static Optional<OrderedHere> in(
      AgentFile file, Optional<SubmissionSettings> submissions, Clock clock, RandomGenerator chance)
      throws IOException {
    return Files.isDirectory(file.folder())
        ? Optional.of(of(file, submissions, KnownServer.in(file.folder()), clock, chance))
        : Optional.empty();
  }

  /// With the places of the file, or those that every host has.
  static OrderedHere of(
      AgentFile file,
      Optional<SubmissionSettings> submissions,
      Optional<KnownServer> server,
      Clock clock,
      RandomGenerator chance) {
    Programs programs = new SystemPrograms(PROGRAMS);
    StepRunner runner = new StepRunner(programs, new WebService(PROGRAMS));
    ThisHost here =
        new ThisHost(
            server.map(KnownServer::host).orElse("localhost"),
            () ->
                new QueueDesk(
                    file.queue(), file.folder(), new SystemPrograms(SystemPrograms.AT_MOST), clock),
            _ -> List.of(),
            (int) file.firstUid(),
            file.lastUid(),
            0,
            chance);
    return new OrderedHere(
        runner,
        OrderedLeases.of(
            file.folder(),
            places(file, submissions),
            runner,
            here,
            clock,
            chance,
            file.longestLease()));
  }

  static Map<String, EnforcementSettings> places(
      AgentFile file, Optional<SubmissionSettings> submissions) {
    if (!file.enforcement().isEmpty()) {
      return file.enforcement();
    }
    Map<String, EnforcementSettings> places = new LinkedHashMap<>();
    places.put("fence", new EnforcementSettings.Fence(Optional.empty()));
    places.put("scripts", new EnforcementSettings.Scripts(Optional.empty()));
    places.put("processes", EnforcementSettings.Processes.usual());
    submissions.ifPresent(it ->
        places.put("sendmail", new EnforcementSettings.Sendmail(Optional.empty(), it.blocked())));
    return places;
  }

  OrderedLeases leases() {
    return leases;
  }

  /// What is in force, one line each, for people.
  public List<String> lines() throws IOException {
    return leases.active().stream().map(OrderedHere::line).toList();
  }

  /// A lease, for people.
  static String line(Lease lease) {
    return "%s %s until %s (lease %s: %s)"
        .formatted(
            lease.response().word(), lease.target(), lease.until(), lease.id(), lease.reason());
  }

  /// Ends all of it: each is as it was before.
  ///
  /// @return how many there were
  /// @throws IOException with a sentence where one is not
  public int takeAll() throws IOException, InterruptedException {
    return leases.takeAll();
  }

  @Override
  public void close() {
    runner.close();
  }
}
