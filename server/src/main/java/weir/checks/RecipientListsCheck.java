package weir.checks;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.listfile.Kind;
import weir.listfile.Sought;
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Facts;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is the recipient on one of the operator's own lists? A bare `postmaster` is on none.
final class RecipientListsCheck implements Check {
  static final FindingKind RECIPIENT_ALLOWED =
      FindingKind.of(
          "recipient-allowed",
          "The recipient is on a list of recipients to let in.",
          "This address takes all mail.",
          "7.1");
  static final FindingKind RECIPIENT_BLOCKED =
      FindingKind.of(
          "recipient-blocked",
          "The recipient is on a list of recipients to keep out.",
          "This address takes no mail from you, write to the postmaster of this site",
          "7.1");

  private final OwnLists lists;

  /// @throws UncheckedIOException when a list file went bad after the configuration was checked
  RecipientListsCheck(RecipientListsSettings settings, ReverseNames names) {
    this.lists =
        new OwnLists(
            Kind.ADDRESSES,
            settings.allow(),
            RECIPIENT_ALLOWED,
            settings.block(),
            RECIPIENT_BLOCKED,
            names);
  }

  @Override
  public String name() {
    return "recipient-lists";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(RECIPIENT_ALLOWED, RECIPIENT_BLOCKED);
  }

  @Override
  public Stage facts() {
    return Stage.RCPT;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return lists.concern(facts);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    return facts.recipient().isPresent()
            && facts.recipient().get().path() instanceof Path.Mailbox recipient
        ? lists.look(Sought.address(recipient), Optional.empty(), facts, deadline)
        : CheckResult.clear();
  }
}
