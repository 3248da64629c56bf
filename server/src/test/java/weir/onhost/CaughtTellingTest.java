package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Connection.Maker;
import weir.agent.fence.Fencing;
import weir.agent.hold.Caught;
import weir.agent.process.HostProcess;
import weir.agent.process.Script;
import weir.agent.process.UserNames;
import weir.agent.queue.Programs;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fence.FenceSettings;
import weir.link.Messages;
import weir.net.IpAddress;
import weir.netlink.PacketLog.Packet;
import weir.procfs.CommandLine;
import weir.procfs.ProcessStatus;
import weir.testkit.Until;
import weir.uplink.Report;

@Timeout(60)
final class CaughtTellingTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final IpAddress HERE = IpAddress.parse("192.0.2.1").orElseThrow();
  private static final IpAddress THERE = IpAddress.parse("203.0.113.9").orElseThrow();

  @TempDir private Path folder;

  private CaughtTelling telling(ReportJournal journal) throws IOException {
    return telling(journal, "");
  }

  private CaughtTelling telling(ReportJournal journal, String text) throws IOException {
    Binder binder = new Binder(Values.standard());
    Path agent = Files.writeString(folder.resolve("agent.toml"), text);
    AgentFile file = ((Binding.Bound<AgentFile>) binder.file(AgentFile.class, agent)).value();
    FenceSettings settings = binder.defaults(FenceSettings.class, Path.of("/"));
    UserNames users = UserNames.read(folder.resolve("passwd"));
    Programs programs =
        (_, _) -> {
          throw new IOException("no program is run");
        };
    Fencing fencing = new Fencing(programs, folder.resolve("fence"));
    Telling telling = new Telling(journal, () -> {}, true);
    return new CaughtTelling(
        file,
        KnownScripts.in(folder),
        users,
        new Reckoning(),
        new FenceStaging(settings, file, programs, fencing, users, Optional.empty()),
        new FenceTries(file, fencing, users, telling, CLOCK),
        telling,
        CLOCK);
  }

  private static Maker maker(Path script, long uid) {
    ProcessStatus.Ids ids = new ProcessStatus.Ids(uid, uid, uid, uid);
    return new Maker(
        new HostProcess(
            4711,
            1,
            new ProcessStatus("perl", 4711, 1, ids, ids),
            Optional.of("/usr/bin/perl"),
            Optional.empty(),
            new CommandLine(List.of("perl", script.toString())),
            Optional.empty()),
        Optional.of(new Script(script.toString(), Script.By.ARGUMENT)),
        List.of(),
        Optional.empty());
  }

  private static Caught caught(Maker maker) {
    Packet packet =
        new Packet(
            1,
            OptionalLong.of(2001),
            OptionalLong.empty(),
            "weir-deny ",
            HERE,
            40_001,
            THERE,
            25,
            true);
    return new Caught(
        packet, Instant.EPOCH, Optional.of(maker), Caught.By.CALLER, Duration.ofMillis(2));
  }

  /// Whoever has the journal may be waiting for its disk.
  @Test
  void nobodyWhoIsHeldWaitsForTheJournal() throws Exception {
    Path script = Files.writeString(folder.resolve("x.pl"), "x".repeat(300_000));
    long uid = ((Number) Files.getAttribute(script, "unix:uid")).longValue();
    try (ReportJournal journal = ReportJournal.open(folder.resolve("reports"), 9_000_000, CLOCK);
        CaughtTelling telling = telling(journal)) {
      synchronized (journal) {
        CompletableFuture.runAsync(
                () -> {
                  telling.look(maker(script, uid));
                  telling.tell(caught(maker(script, uid)));
                })
            .join();
        Files.delete(script); // he waits no more
      }
      Until.holds(() -> journal.waiting() == 2);
      List<Report> told = new ArrayList<>();
      for (Messages.Marked each : journal.next(9_000_000)) {
        told.add(Messages.report(each.line()));
      }
      assertThat(told.getFirst())
          .isInstanceOfSatisfying(
              Report.Script.class, it -> assertThat(it.size()).isEqualTo(300_000));
      assertThat(told.getLast())
          .isInstanceOfSatisfying(
              Report.Connection.class,
              it ->
                  assertThat(it.program().orElseThrow().digest())
                      .contains(((Report.Script) told.getFirst()).digest()));
      assertThat(telling.degraded()).isEmpty();
    }
  }

  @Test
  void theSiteIsTheOneInWhoseFolderTheScriptReallyLies() throws Exception {
    Path site = Files.createDirectories(folder.toRealPath().resolve("sites/shop.example"));
    Path script = Files.writeString(site.resolve("x.pl"), "x");
    long uid = ((Number) Files.getAttribute(script, "unix:uid")).longValue();
    String sites = "sites = [\"" + site.getParent() + "/{site}\"]";
    try (ReportJournal journal = ReportJournal.open(folder.resolve("reports"), 9_000_000, CLOCK);
        CaughtTelling telling = telling(journal, sites)) {
      telling.look(maker(script, uid));
      telling.tell(caught(maker(script, uid)));
      Until.holds(() -> journal.waiting() == 2);
      Report last = Messages.report(journal.next(9_000_000).getLast().line());
      assertThat(last)
          .isInstanceOfSatisfying(
              Report.Connection.class,
              it -> assertThat(it.program().orElseThrow().site()).contains("shop.example"));
    }
  }
}
