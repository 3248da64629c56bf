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
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is the sender on one of the operator's own lists? The null sender is on none (RFC 2505 section
/// 2.6.1).
final class SenderListsCheck implements Check {
  static final FindingKind SENDER_ALLOWED =
      FindingKind.of(
          "sender-allowed",
          "The sender is on a list of senders to let in.",
          "Your sender address is known here.",
          "7.1");
  static final FindingKind SENDER_BLOCKED =
      FindingKind.of(
          "sender-blocked",
          "The sender is on a list of senders to keep out.",
          "This site takes no mail from your sender address, write to its postmaster",
          "7.1");

  static final CheckType TYPE =
      new CheckType("sender-lists", Stage.MAIL, List.of(SENDER_ALLOWED, SENDER_BLOCKED));

  private final OwnLists lists;

  /// @throws UncheckedIOException when a list file went bad after the configuration was checked
  SenderListsCheck(SenderListsSettings settings, ReverseNames names) {
    this.lists =
        new OwnLists(Kind.SENDERS, settings.lists(), SENDER_ALLOWED, SENDER_BLOCKED, names);
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
    return facts.sender().isPresent() && facts.sender().get().path() instanceof Path.Mailbox sender
        ? lists.look(Sought.address(sender), Optional.of(sender.domain()), facts, deadline)
        : CheckResult.clear();
  }
}
