package weir.asking;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.MustRead;
import weir.config.Problems;

/// A program that is started without a shell.
public record ProgramSettings(
    @Doc("The program.") @MustRead Path program,
    @Doc("Its arguments, always the same.") @Default("[]") List<String> arguments)
    implements Checked {
  public ProgramSettings {
    arguments = List.copyOf(arguments);
  }

  /// For people.
  public String name() {
    return "program " + program;
  }

  @Override
  public void check(Problems problems) {
    if (problems.isKnown("program") && !Files.isExecutable(program)) {
      problems.add("program", "may not be run by this user: " + program);
    }
  }
}
