package weir.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only holds others, and asks for one where none is named.
public abstract class CommandGroup implements Runnable {
  private final String question;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  protected CommandGroup() {
    this("which of its commands?");
  }

  protected CommandGroup(String question) {
    this.question = question;
  }

  @Override
  public final void run() {
    throw new ParameterException(spec.commandLine(), question);
  }
}
