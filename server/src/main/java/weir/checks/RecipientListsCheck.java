package weir.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ReverseNames;
import weir.listfile.EntryList;
import weir.listfile.Kind;
import weir.listfile.PairFile;
import weir.listfile.Sought;
import weir.mail.Path;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
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

  static final FindingKind PAIR_BLOCKED =
      FindingKind.of(
          "pair-blocked",
          "Sender and recipient are a pair of a list between whom no mail passes.",
          "This address takes no mail from your sender address",
          "7.1");

  static final CheckType TYPE =
      new CheckType(
          "recipient-lists",
          Stage.RCPT,
          List.of(RECIPIENT_ALLOWED, RECIPIENT_BLOCKED, PAIR_BLOCKED));

  private final OwnLists lists;
  private final List<PairFile.Pairs> pairs;
  private final List<java.nio.file.Path> pairFiles;

  /// @throws UncheckedIOException when a list file went bad after the configuration was checked
  RecipientListsCheck(RecipientListsSettings settings, ReverseNames names) {
    this.lists =
        new OwnLists(
            Kind.RECIPIENTS, settings.lists(), RECIPIENT_ALLOWED, RECIPIENT_BLOCKED, names);
    this.pairFiles = settings.pairs();
    this.pairs = pairFiles.stream().map(RecipientListsCheck::load).toList();
  }

  private static PairFile.Pairs load(java.nio.file.Path path) {
    PairFile file = PairFile.read(path);
    if (!file.mistakes().isEmpty()) {
      throw new UncheckedIOException(new IOException(file.mistakes().getFirst()));
    }
    return file.pairs();
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public List<FindingKind> possible() {
    List<FindingKind> possible = new ArrayList<>(lists.possible());
    if (!pairs.isEmpty()) {
      possible.add(PAIR_BLOCKED);
    }
    return possible;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return lists.concern(facts) || !pairs.isEmpty();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.recipient().isEmpty()
        || !(facts.recipient().get().path() instanceof Path.Mailbox recipient)) {
      return CheckResult.clear();
    }
    Sought sought = Sought.address(recipient);
    List<CheckResult> parts = new ArrayList<>(0);
    pair(facts, sought).ifPresent(pair -> parts.add(CheckResult.found(pair)));
    parts.addAll(lists.parts(sought, Optional.empty(), facts, deadline));
    return CheckResult.of(parts);
  }

  /// Of the null sender there are no pairs.
  private Optional<Finding> pair(Facts facts, Sought recipient) {
    if (facts.sender().isPresent() && facts.sender().get().path() instanceof Path.Mailbox sender) {
      for (int i = 0; i < pairs.size(); i++) {
        Optional<EntryList.Match> match = pairs.get(i).find(Sought.address(sender), recipient);
        if (match.isPresent()) {
          String place = pairFiles.get(i) + ":" + match.get().line();
          return Optional.of(Finding.of(PAIR_BLOCKED, new Evidence("list", place)));
        }
      }
    }
    return Optional.empty();
  }
}
