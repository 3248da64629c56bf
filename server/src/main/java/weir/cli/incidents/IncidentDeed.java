package weir.cli.incidents;

import java.util.Optional;
import picocli.CommandLine.Option;
import weir.incident.Cause;
import weir.incidents.IncidentAct;

/// What a person does to an incident; one thing at a time.
final class IncidentDeed {
  @Option(names = "--acknowledge", description = "You are at it.")
  private boolean acknowledge;

  @Option(
      names = "--contain",
      description = "It does no harm any more; what is behind it is still there.")
  private boolean contain;

  @Option(
      names = "--resolve",
      paramLabel = "CAUSE",
      converter = CauseWord.class,
      completionCandidates = CauseWord.class,
      description = "It is over, and this was behind it: ${COMPLETION-CANDIDATES}.")
  private Optional<Cause> cause = Optional.empty();

  @Option(names = "--reopen", description = "It is not over, after all.")
  private boolean reopen;

  @Option(names = "--assign", paramLabel = "NAME", description = "Who is at it.")
  private Optional<String> assignee = Optional.empty();

  @Option(names = "--ticket", paramLabel = "NUMBER", description = "Its number in your own system.")
  private Optional<String> ticket = Optional.empty();

  IncidentAct.What what() {
    if (acknowledge) {
      return IncidentAct.What.ACKNOWLEDGED;
    }
    if (contain) {
      return IncidentAct.What.CONTAINED;
    }
    if (reopen) {
      return IncidentAct.What.REOPENED;
    }
    return assignee.isPresent()
        ? IncidentAct.What.ASSIGNED
        : cause.map(IncidentAct.What::resolved).orElse(IncidentAct.What.TICKET);
  }

  /// The name or the number that it says.
  Optional<String> words() {
    return assignee.or(() -> ticket);
  }
}
