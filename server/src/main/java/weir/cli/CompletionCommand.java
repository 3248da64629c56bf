package weir.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.cli.command.Subcommand;

/// `weir completion`: for the shell.
@Command(
    name = "completion",
    description = "Print a script that makes the shell complete commands and options.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(weir completion bash)",
      "  weir completion bash > /etc/bash_completion.d/weir",
      "  source <(weir completion zsh)"
    })
final class CompletionCommand extends Subcommand {
  /// The shells there are scripts for.
  enum Shell {
    bash,
    zsh
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec self;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    out().print(AutoComplete.bash("weir", self.root().commandLine()));
    out().flush();
    return switch (shell) {
      // The script asks which shell it is in, and lets zsh speak bash's language.
      case bash, zsh -> OK;
    };
  }
}
