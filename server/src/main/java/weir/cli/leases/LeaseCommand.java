package weir.cli.leases;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;
import weir.cli.output.Times;

/// Says something of a client or sender that holds for a time.
abstract class LeaseCommand extends ServerCommand {
  @Mixin private final LeaseOptions wanted = new LeaseOptions();

  private final String meaning;

  /// @param meaning what is true of the client or sender then, such as `let in`
  LeaseCommand(Installation installation, String meaning) {
    super(installation);
    this.meaning = meaning;
  }

  abstract Request request(LeaseOptions wanted);

  @Override
  public final Integer call() throws IOException {
    return ask(request(wanted));
  }

  @Override
  protected final int print(Answer answer) {
    if (!(answer instanceof Answer.Leased(var lease))) {
      return unexpected(answer);
    }
    out()
        .println(
            "%s is %s until %s"
                .formatted(Shown.text(lease.target()), meaning, Times.seconds(lease.until())));
    return OK;
  }
}
