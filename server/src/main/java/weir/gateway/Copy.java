package weir.gateway;

import java.util.ArrayList;
import java.util.List;
import weir.mail.HeaderField;

/// The message as some of its recipients get it.
///
/// @param tags fields that findings put on it, by the policy of these recipients
record Copy(List<Transaction.Accepted> recipients, List<HeaderField> tags) {
  Copy {
    recipients = List.copyOf(recipients);
    tags = List.copyOf(tags);
  }

  /// One finding tags once, however many recipients and stages it met.
  static Copy of(List<Transaction.Accepted> recipients, List<HeaderField> ofMessage) {
    List<HeaderField> tags = new ArrayList<>();
    for (Transaction.Accepted each : recipients) {
      add(each.atRcpt().fields(), tags);
    }
    add(ofMessage, tags);
    return new Copy(recipients, tags);
  }

  private static void add(List<HeaderField> fields, List<HeaderField> to) {
    for (HeaderField field : fields) {
      if (!to.contains(field)) {
        to.add(field);
      }
    }
  }

  /// One copy for the recipients of both.
  Copy with(Copy other) {
    List<Transaction.Accepted> all = new ArrayList<>(recipients);
    all.addAll(other.recipients);
    return new Copy(all, tags);
  }
}
