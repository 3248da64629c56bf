package weir.enforcement;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.agent.queue.Programs;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Programs of the operator's own.
public final class CommandPoint implements EnforcementPoint {
  private final String name;
  private final OwnSettings.Command settings;
  private final Programs programs;

  public CommandPoint(String name, OwnSettings.Command settings, Programs programs) {
    this.name = name;
    this.settings = settings;
    this.programs = programs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return settings.reach().cannot(target, response).or(() -> asOption(target));
  }

  /// A name that a program would take for an option is left to people.
  private static Optional<String> asOption(Target target) {
    return Placeholders.name(target).startsWith("-")
        ? Optional.of("its name begins with -, which a program takes for an option")
        : Optional.empty();
  }

  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    List<String> words = Placeholders.words(settings.look(), Placeholders.of(target));
    Programs.Ran ran = programs.run(words, "");
    if (ran.exit() != 0) {
      throw new IOException(
          "%s ended with %d: %s"
              .formatted(TypedCommand.of(words), ran.exit(), LookAnswer.shown(ran.output())));
    }
    return LookAnswer.read(ran.output(), held);
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    return List.of(new Step.Run(Placeholders.words(settings.put(), Placeholders.of(lease)), ""));
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    return List.of(
        new Step.Run(Placeholders.words(settings.take(), Placeholders.of(target, held)), ""));
  }
}
