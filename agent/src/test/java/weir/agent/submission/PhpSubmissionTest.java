package weir.agent.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.agent.submission.SubmissionLimits.Over;
import weir.testkit.Until;
import weir.testkit.peers.PhpFpm;

/// `mail()` of a real PHP, which starts the wrapper through a shell.
class PhpSubmissionTest {
  private static final Limit TWO = new Limit(2, Duration.ofHours(1));

  @TempDir private Path folder;

  private final BlockingQueue<Submission> told = new LinkedBlockingQueue<>();

  private SubmissionDoor open(Path socket, Over over) throws IOException {
    Processes processes = new Processes(Path.of("/proc"));
    return SubmissionDoor.open(
        socket,
        new SubmissionDesk(
            new SubmissionLimits(Limit.NONE, TWO, Limit.NONE, Set.of(), SiteFolders.NONE, over),
            _ -> false,
            System::nanoTime),
        processes,
        new ScriptFinder(processes, path -> path.startsWith(folder.toString())),
        Clock.systemUTC(),
        told::add,
        SubmissionDoor.Tokens.NONE,
        Wrapped.PATIENCE);
  }

  private Submission next() throws InterruptedException {
    return Optional.ofNullable(told.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Assumptions.abort("no " + command[0] + " here");
    }
  }

  private Path script(String name, int mails) throws IOException {
    String mail = "echo mail('a@b', 's', 'x') ? '<y>' : '<n>';\n";
    return Files.writeString(folder.resolve(name), "<?php\n" + mail.repeat(mails)).toRealPath();
  }

  private static String run(Path sendmail, Path script) throws Exception {
    Process php = start("php", "-d", "sendmail_path=" + sendmail + " -t -i", script.toString());
    String said = new String(php.getInputStream().readAllBytes());
    assertThat(php.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return Pattern.compile("<([yn])>")
        .matcher(said)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.joining());
  }

  /// The recorder behind the wrapper ends with a status that PHP takes for a failure.
  private Path sendmail() throws Exception {
    Wrapped wrapped = Wrapped.in(folder);
    wrapped.before(Path.of("/bin/true"));
    return folder.resolve("sendmail");
  }

  @Test
  void aFloodIsHeldAndTheFormBesideItGoesOnAndTheirScriptsAreTold() throws Exception {
    Path sendmail = sendmail();
    Path flood = script("flood.php", 4);
    Path form = script("form.php", 2);
    try (SubmissionDoor _ = open(folder.resolve("agent"), Over.DENY)) {
      assertThat(run(sendmail, flood)).as("the script learns of it").isEqualTo("yynn");
      assertThat(run(sendmail, form)).isEqualTo("yy");
    }
    List<String> scripts = new ArrayList<>(); // told after the answers, by several threads
    for (int i = 0; i < 6; i++) {
      scripts.add(next().script().orElseThrow().path());
    }
    assertThat(scripts).filteredOn(flood.toString()::equals).hasSize(4);
    assertThat(scripts).filteredOn(form.toString()::equals).hasSize(2);
  }

  /// It was said to take 75 for a success.
  @Test
  void aScriptLearnsOfLaterAsWell() throws Exception {
    Path sendmail = sendmail();
    try (SubmissionDoor _ = open(folder.resolve("agent"), Over.TEMPFAIL)) {
      assertThat(run(sendmail, script("flood.php", 4))).isEqualTo("yynn");
    }
    Until.holds(() -> told.size() == 4);
    assertThat(told).filteredOn(each -> each.answer() instanceof Answer.Later).hasSize(2);
  }

  @Test
  void ofAWorkerOfFpmTheScriptIsFoundOpenOrItsFolder() throws Exception {
    Path sendmail = sendmail();
    Path script = script("form.php", 1);
    String lines = "php_admin_value[sendmail_path] = " + sendmail + " -t -i";
    try (SubmissionDoor _ = open(folder.resolve("agent"), Over.DENY);
        PhpFpm fpm = PhpFpm.start(folder, "www", lines)) {
      fpm.get(script);
      Submission seen = next();
      assertThat(seen.script().map(Script::path))
          .hasValueSatisfying(path -> assertThat(path).startsWith(folder.toString()));
      assertThat(seen.maker().orElseThrow().parents())
          .anyMatch(each -> each.shown().contains("php-fpm: pool www"));
    }
  }
}
