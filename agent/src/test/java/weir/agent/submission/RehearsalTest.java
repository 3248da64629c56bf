package weir.agent.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits.Limit;
import weir.agent.submission.SubmissionLimits.Over;

class RehearsalTest {
  @TempDir private Path folder;

  @Test
  void aQuestionIsAnsweredToTheEndBeforeAnybodyCanAsk() throws IOException {
    Path socket = folder.resolve("agent");
    Limit one = new Limit(1, Duration.ofHours(1));
    SubmissionDesk desk =
        new SubmissionDesk(
            new SubmissionLimits(one, one, one, Set.of(), SiteFolders.NONE, Over.DENY),
            _ -> false,
            System::nanoTime);
    List<Boolean> couldBeAsked = new CopyOnWriteArrayList<>();
    List<Submission> told = new CopyOnWriteArrayList<>();
    Processes processes = new Processes(Path.of("/proc"));
    try (SubmissionDoor door =
        SubmissionDoor.open(
            socket,
            desk,
            processes,
            new ScriptFinder(processes, _ -> false),
            Clock.systemUTC(),
            told::add,
            _ -> {
              couldBeAsked.add(Files.exists(socket));
              return Optional.empty();
            })) {
      assertThat(couldBeAsked).containsExactly(false);
      assertThat(socket).exists();
      assertThat(door.unanswered()).isZero();
      assertThat(told).isEmpty();
      long uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      assertThat(desk.decide(uid, Optional.empty()))
          .as("it counts nowhere")
          .isInstanceOf(Answer.Go.class);
    }
  }
}
