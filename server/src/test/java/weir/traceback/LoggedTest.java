package weir.traceback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.agent.logs.Completeness;
import weir.agent.logs.LogSaid;

class LoggedTest {
  private static boolean isAbsent(List<String> lines, List<String> doubted) {
    LogSaid said =
        new LogSaid(
            "mail", "the journal", lines, doubted, 0, Optional.empty(), new Completeness.Whole());
    return new Logged("mail1", "F1F2F3F4F5", true, List.of(said)).isAbsent();
  }

  @Test
  void hostile_anEntryInTheServersNameThatSomebodyElseWroteBearsNoIdOut() {
    assertThat(isAbsent(List.of(), List.of("written by uid 2001: F1F2F3F4F5: removed"))).isTrue();
    assertThat(isAbsent(List.of("F1F2F3F4F5: removed"), List.of())).isFalse();
  }
}
