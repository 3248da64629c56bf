package weir.cli.journal;

import java.util.List;
import java.util.Optional;
import weir.journal.Entry;
import weir.verdict.Outcome;
import weir.verdict.Verdict.Weighed;

/// What decided about an entry: the last verdict that refused.
record Decision(Entry.Judged judged, Outcome.Reason reason) {

  static Optional<Decision> of(List<Entry.Judged> judged) {
    return judged.reversed().stream()
        .flatMap(each -> each.verdict().outcome().why().stream().map(r -> new Decision(each, r)))
        .findFirst();
  }

  /// The finding behind it; none where a score or a check that could not tell decided.
  Optional<Weighed> finding() {
    return judged.verdict().weighed().stream()
        .filter(each -> each.finding().id().equals(reason.id()))
        .findFirst();
  }
}
