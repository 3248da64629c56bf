package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import weir.cli.command.ServerCommand;

/// The help of every command.
class HelpTest {
  static List<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    collect(Cli.finished(Cli.line(Here.in(Path.of("nowhere")))), all);
    return all;
  }

  private static void collect(CommandLine line, List<CommandLine> all) {
    all.add(line);
    line.getSubcommands().values().forEach(each -> collect(each, all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsOnATerminalAndSaysWhatTheCommandDoes(CommandLine line) {
    String help = line.getUsageMessage(Ansi.OFF);

    assertThat(help.lines()).allMatch(each -> each.length() <= 100);
    assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(line.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    assertThat(line.getCommandSpec().positionalParameters())
        .allSatisfy(each -> assertThat(each.description()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandWithAnExitStatusOfItsOwnDocumentsIt(CommandLine line) {
    boolean needsServer = line.getCommand() instanceof ServerCommand;

    if (needsServer) {
      assertThat(line.getCommandSpec().usageMessage().exitCodeList()).containsKey("69");
    }
    assertThat(line.getCommandSpec().usageMessage().exitCodeList().keySet())
        .allMatch(code -> code.strip().matches("\\d+"));
  }
}
