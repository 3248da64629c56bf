package weir.cli.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.api.Answer;
import weir.cli.Here;

/// What `weir lists` shows.
class ListsCommandTest {
  private static final String WHY = "it lists 14 of 40 clients long good: 192.0.2.1, ...";

  @TempDir Path folder;

  private static Answer.ListLine line(String zone, String state, String why, int all, int listed) {
    return new Answer.ListLine(
        zone,
        state,
        Here.NOW,
        why,
        10,
        1,
        2,
        0,
        0,
        0,
        0,
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        all,
        listed);
  }

  @Test
  void aListThatIsOutIsShownWithWhatWasFoundOfClientsLongGood() {
    ListsCommand command = new ListsCommand(Here.in(folder));
    StringWriter text = new StringWriter();
    new CommandLine(command).setOut(new PrintWriter(text, true));
    int status =
        command.print(
            new Answer.DnsLists(
                List.of(
                    line("bl.example", "out", WHY, 40, 14),
                    line("young.example", "good", "", 0, 0))));
    assertThat(status).isEqualTo(1);
    assertThat(text.toString().lines().toList())
        .anyMatch(line -> line.endsWith("LONG GOOD"))
        .anyMatch(line -> line.startsWith("bl.example") && line.endsWith("14 of 40"))
        .anyMatch(line -> line.startsWith("young.example") && line.endsWith("-"))
        .contains("bl.example is out: " + WHY);
  }
}
