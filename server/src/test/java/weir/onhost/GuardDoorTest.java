package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.guard.ExecGuard;
import weir.agent.guard.Executed;
import weir.agent.guard.Executed.Outcome;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.testkit.Until;

class GuardDoorTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir private Path folder = Path.of("");
  private final WrapperTold wrapped = new WrapperTold();
  private Optional<ReportJournal> journal = Optional.empty();

  @BeforeEach
  void open() throws IOException {
    journal = Optional.of(ReportJournal.open(folder.resolve("reports"), 10_000_000, CLOCK));
  }

  @AfterEach
  void close() throws IOException {
    journal.orElseThrow().close();
  }

  private GuardDoor door() throws IOException {
    Telling telling = new Telling(journal.orElseThrow(), () -> {}, true);
    return GuardDoor.open(folder, "web1", telling, wrapped, CLOCK);
  }

  private static Executed executed(long uid, Outcome outcome) {
    return executed(uid, 4711, outcome);
  }

  private static Executed executed(long uid, long pid, Outcome outcome) {
    return new Executed(
        NOW,
        pid,
        OptionalLong.of(uid),
        Optional.empty(),
        List.of(),
        Optional.of(new Script("/home/shop/x.php", Script.By.ARGUMENT)),
        outcome);
  }

  private String told() throws IOException {
    StringBuilder all = new StringBuilder();
    journal.orElseThrow().next(100_000).forEach(each -> all.append(each.text()));
    return all.toString();
  }

  @Test
  void whoExecutedSendmailIsToldAlsoWhereTheAgentComesLater() throws Exception {
    try (GuardNews news = GuardNews.to(folder)) {
      news.take(executed(2001, Outcome.PASSED));
      news.take(executed(2001, Outcome.DENIED));
      assertThat(news.lost()).isEqualTo(1);
      try (GuardDoor _ = door()) {
        Until.holds(() -> journal.orElseThrow().waiting() == 1);
        assertThat(told()).contains("sendmail-execs", "web1", "2001", "/home/shop/x.php");
        Until.holds(() -> news.lost() == 0);
      }
    }
  }

  @Test
  void whatTheWrapperToldOfIsNotToldAgain() throws Exception {
    wrapped.add(2001, 4711, NOW);
    try (GuardDoor _ = door();
        GuardNews news = GuardNews.to(folder)) {
      news.take(executed(2001, Outcome.PASSED));
      news.take(executed(2002, Outcome.PASSED));
      Until.holds(() -> journal.orElseThrow().waiting() == 1);
      assertThat(told()).contains("2002").doesNotContain("2001");
      news.take(executed(2001, Outcome.PASSED));
      Until.holds(() -> journal.orElseThrow().waiting() == 2);
    }
  }

  @Test
  void whoGoesAroundTheWrapperIsTold() throws Exception {
    wrapped.add(2001, 4711, NOW);
    try (GuardDoor _ = door();
        GuardNews news = GuardNews.to(folder)) {
      news.take(executed(2001, 4712, Outcome.PASSED));
      Until.holds(() -> journal.orElseThrow().waiting() == 1);
    }
  }

  @Test
  void theAgentMayComeAgainAndMissesNothing() throws Exception {
    try (GuardNews news = GuardNews.to(folder)) {
      try (GuardDoor _ = door()) {
        news.take(executed(2001, Outcome.PASSED));
        Until.holds(() -> journal.orElseThrow().waiting() == 1);
        Until.holds(() -> news.lost() == 0);
      }
      news.take(executed(2002, Outcome.PASSED));
      Until.holds(() -> news.lost() == 1);
      try (GuardDoor _ = door()) {
        Until.holds(() -> journal.orElseThrow().waiting() == 2);
        assertThat(told()).contains("2002");
        Until.holds(() -> news.lost() == 0);
      }
    }
  }

  @Test
  void anExecIsToldUntilAnAgentSaysThatItTookIt() throws Exception {
    try (ServerSocketChannel dying = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dying.bind(UnixDomainSocketAddress.of(folder.resolve(GuardDoor.SOCKET)));
      try (GuardNews news = GuardNews.to(folder)) {
        news.take(executed(2001, Outcome.PASSED));
        try (SocketChannel guard = dying.accept()) {
          assertThat(guard.read(ByteBuffer.allocate(1))).isEqualTo(1);
        }
        dying.close();
        assertThat(news.lost()).isEqualTo(1);
        try (GuardDoor _ = door()) {
          Until.holds(() -> journal.orElseThrow().waiting() == 1);
          Until.holds(() -> news.lost() == 0);
        }
      }
    }
  }

  @Test
  void withoutAnAgentNobodyWaitsAndWhatIsTooMuchIsCounted() {
    try (GuardNews news = GuardNews.to(folder)) {
      for (int i = 0; i < GuardNews.MOST_WAITING + 5; i++) {
        news.take(executed(2001, Outcome.PASSED));
      }
      assertThat(news.lost()).isEqualTo(GuardNews.MOST_WAITING + 5);
    }
  }

  @Test
  void whoSpeaksNonsenseIsHungUpOnAndTheNextIsHeard() throws Exception {
    try (GuardDoor _ = door()) {
      try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        other.connect(UnixDomainSocketAddress.of(folder.resolve(GuardDoor.SOCKET)));
        other.write(ByteBuffer.wrap("nonsense\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(other.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
      try (GuardNews news = GuardNews.to(folder)) {
        news.take(executed(2001, Outcome.PASSED));
        Until.holds(() -> journal.orElseThrow().waiting() == 1);
      }
    }
  }

  @Test
  void anExecAtARealGateIsTold() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may");
    Path program = Files.writeString(folder.resolve("sendmail"), "#!/bin/sh\nexit 0\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Processes processes = new Processes(Path.of("/proc"));
    try (GuardDoor _ = door();
        GuardNews news = GuardNews.to(folder);
        ExecGuard _ = gate(program, processes, news)) {
      Process process = new ProcessBuilder(program.toString(), "-t").start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      Until.holds(() -> journal.orElseThrow().waiting() == 1);
    }
    assertThat(told()).contains("sendmail-execs", "web1");
  }

  private ExecGuard gate(Path program, Processes processes, GuardNews news) {
    try {
      return ExecGuard.start(
          List.of(program),
          processes,
          new ScriptFinder(processes, path -> path.startsWith(folder.toString())),
          _ -> false,
          Clock.systemUTC(),
          news::take);
    } catch (IOException e) {
      return Assumptions.abort("this kernel, or who we are, allows no gate: " + e.getMessage());
    }
  }
}
