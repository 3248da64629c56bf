package weir.checks;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ReverseNames;
import weir.listfile.Kind;
import weir.listfile.Sought;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.FindingKind;
import weir.verdict.Hello;
import weir.verdict.Stage;

/// Is what the client calls itself on one of the operator's own lists? Who says nothing is looked
/// up under the empty name.
final class HeloListsCheck implements Check {
  static final FindingKind HELO_ALLOWED =
      FindingKind.of(
          "helo-allowed",
          "The client's name in HELO is on a list of names to let in.",
          "Your HELO name is known here.",
          "7.1");
  static final FindingKind HELO_BLOCKED =
      FindingKind.of(
          "helo-blocked",
          "The client's name in HELO is on a list of names to keep out.",
          "This site takes no mail from hosts that call themselves so, write to its postmaster",
          "7.1");

  static final CheckType TYPE =
      new CheckType("helo-lists", Stage.HELO, List.of(HELO_ALLOWED, HELO_BLOCKED));

  private final OwnLists lists;

  /// @throws UncheckedIOException when a list file went bad after the configuration was checked
  HeloListsCheck(HeloListsSettings settings, ReverseNames names) {
    this.lists = new OwnLists(Kind.NAMES, settings.lists(), HELO_ALLOWED, HELO_BLOCKED, names);
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public List<FindingKind> possible() {
    return lists.possible();
  }

  @Override
  public boolean looksAt(Facts facts) {
    return lists.concern(facts);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    String said = facts.hello().map(Hello::name).orElse("");
    return lists.look(Sought.name(said), Optional.empty(), facts, deadline);
  }
}
