package weir.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.agent.guard.Executed.Outcome;
import weir.agent.kernel.Refused;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.testkit.Until;

/// A gate at a copy of `true`, and real processes of real users in front of it.
class ExecGuardTest {
  private static final int NOT_PERMITTED = 126; // the shell's word for an exec that failed so

  /// Nothing is late but where a test wants it, however busy this machine is.
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final BlockingQueue<Executed> told = new LinkedBlockingQueue<>();
  private final Processes processes = new Processes(Path.of("/proc"));
  private Path folder = Path.of("");
  private Path program = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may");
    folder = Files.createTempDirectory("weir-guard");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    program = Files.copy(Path.of("/bin/true").toRealPath(), folder.resolve("sendmail"));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Assumptions.assumeTrue(Files.isExecutable(program), "no program may run in " + folder);
  }

  @AfterEach
  void remove() throws IOException {
    Files.deleteIfExists(folder.resolve("other"));
    Files.deleteIfExists(program);
    Files.deleteIfExists(folder);
  }

  private ExecGuard guard(LongPredicate denied) throws IOException {
    return guard(denied, PATIENT);
  }

  private ExecGuard guard(LongPredicate denied, Duration deadline) throws IOException {
    try {
      return ExecGuard.start(
          List.of(program),
          processes,
          new ScriptFinder(processes, path -> path.startsWith(folder.toString())),
          denied,
          Clock.systemUTC(),
          told::add,
          deadline);
    } catch (Refused e) {
      return Assumptions.abort("this kernel, or who we are, allows no gate: " + e.getMessage());
    }
  }

  private static int as(long uid, String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "setpriv", "--reuid", uid + "", "--clear-groups", "sh", "-c", line + "; exit $?")
            .directory(Path.of("/tmp").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it waits for an answer");
    }
    return process.exitValue();
  }

  private Executed next() throws InterruptedException {
    return Optional.ofNullable(told.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  @Test
  void whoIsDeniedCannotExecuteItAndEverybodyElseCan() throws Exception {
    Files.createLink(folder.resolve("other"), program);
    try (ExecGuard guard = guard(uid -> uid == 2001)) {
      assertThat(as(2001, program + " -t -i")).isEqualTo(NOT_PERMITTED);
      Executed denied = next();
      assertThat(denied.outcome()).isEqualTo(Outcome.DENIED);
      assertThat(denied.uid()).hasValue(2001);
      assertThat(denied.caller().orElseThrow().folder()).contains("/tmp");
      assertThat(denied.caller().orElseThrow().shown()).as("who calls").contains("-t -i");

      assertThat(as(2001, folder.resolve("other") + "")).as("its other name").isEqualTo(126);
      assertThat(next().outcome()).isEqualTo(Outcome.DENIED);

      for (long uid : new long[] {0, 2002}) {
        assertThat(as(uid, program + "")).isZero();
        Executed passed = next();
        assertThat(passed.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(passed.uid()).hasValue(uid);
        assertThat(passed.parents()).isNotEmpty();
      }
      assertThat(as(2001, "/bin/true")).as("another file").isZero();
      assertThat(guard.ended()).isEmpty();
    }
    assertThat(as(2001, program + "")).as("without the guard").isZero();
  }

  @Test
  void theScriptBehindItIsToldForTheJoinWithTheMailServersLog() throws Exception {
    Path script = Files.writeString(folder.resolve("other"), program + " -t\nexit $?\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ExecGuard _ = guard(uid -> uid == 2001)) {
      assertThat(as(2002, "sh " + script)).isZero();
      Executed passed = next();
      assertThat(passed.script()).contains(new Script(script.toString(), Script.By.ARGUMENT));
      assertThat(passed.told("web1"))
          .get()
          .satisfies(told -> {
            assertThat(told.uid()).isEqualTo(2002);
            assertThat(told.script()).contains(script.toString());
            assertThat(told.witness().host()).isEqualTo("web1");
          });
      assertThat(as(2001, "sh " + script)).isEqualTo(NOT_PERMITTED);
      assertThat(next().told("web1")).as("it did not go on").isEmpty();
    }
  }

  @Test
  void whoGetsNoAnswerInTimeGoesOnAndAGuardThatHangsOpensItsGate() throws Exception {
    CountDownLatch forEver = new CountDownLatch(1);
    LongPredicate hangs =
        _ -> {
          try {
            forEver.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        };
    try (ExecGuard guard = guard(hangs, ExecGuard.DEADLINE)) {
      for (int i = 0; i < ExecGuard.MOST_LATE; i++) {
        assertThat(as(2001, program + "")).isZero();
        assertThat(next().outcome()).isEqualTo(Outcome.LATE);
      }
      Until.holds(() -> guard.ended().isPresent());
      assertThat(guard.ended()).get().asString().contains("200 ms");
      assertThat(as(2001, program + "")).isZero();
      assertThat(told).as("nobody is asked any more").isEmpty();
    } finally {
      forEver.countDown();
    }
  }

  @Test
  void manyAtOnceAreEachAnswered() throws Exception {
    int many = 100;
    try (ExecGuard guard = guard(uid -> uid == 2001)) {
      assertThat(as(2002, "for i in $(seq " + many + "); do " + program + " || exit 9; done"))
          .isZero();
      assertThat(as(2001, "for i in $(seq " + many + "); do " + program + " && exit 9; done; true"))
          .isZero();
      Until.holds(() -> told.size() == 2 * many);
      assertThat(told)
          .filteredOn(each -> each.outcome() == Outcome.DENIED)
          .hasSize(many)
          .allSatisfy(each -> assertThat(each.uid()).hasValue(2001));
      assertThat(guard.ended()).isEmpty();
    }
  }
}
