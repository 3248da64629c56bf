package weir.segments;

import java.util.ArrayList;
import java.util.List;
import weir.journal.Entry;
import weir.verdict.Finding;
import weir.verdict.Verdict;

/// An entry without what the checks saw, and how many pieces of evidence that took away.
record EvidenceCut(Entry entry, long pieces) {

  static EvidenceCut of(Entry entry) {
    long pieces = pieces(entry);
    return pieces == 0 ? new EvidenceCut(entry, 0) : new EvidenceCut(without(entry), pieces);
  }

  private static long pieces(Entry entry) {
    long pieces = 0;
    for (Entry.Judged each : judged(entry)) {
      for (Verdict.Weighed weighed : each.verdict().weighed()) {
        pieces += weighed.finding().evidence().size();
      }
      for (Verdict.Unsettled unsettled : each.verdict().unknowns()) {
        pieces += unsettled.evidence().size();
      }
    }
    return pieces;
  }

  private static List<Entry.Judged> judged(Entry entry) {
    return switch (entry) {
      case Entry.Transaction transaction -> transaction.judged();
      case Entry.Session session -> session.judged();
      case Entry.Act _, Entry.Gap _ -> List.of();
    };
  }

  private static Entry without(Entry entry) {
    return switch (entry) {
      case Entry.Transaction t ->
          new Entry.Transaction(
              t.id(),
              t.session(),
              t.at(),
              t.took(),
              t.client(),
              t.sender(),
              t.recipients(),
              t.size(),
              t.heading(),
              t.outcome(),
              t.reply(),
              without(t.judged()),
              t.hop());
      case Entry.Session s ->
          new Entry.Session(
              s.id(), s.at(), s.took(), s.client(), s.end(), s.refusals(), without(s.judged()));
      case Entry.Act act -> act;
      case Entry.Gap gap -> gap;
    };
  }

  private static List<Entry.Judged> without(List<Entry.Judged> judged) {
    List<Entry.Judged> cut = new ArrayList<>(judged.size());
    for (Entry.Judged each : judged) {
      cut.add(new Entry.Judged(each.stage(), each.recipient(), without(each.verdict())));
    }
    return cut;
  }

  private static Verdict without(Verdict v) {
    List<Verdict.Weighed> weighed = new ArrayList<>(v.weighed().size());
    for (Verdict.Weighed each : v.weighed()) {
      Finding found = each.finding();
      Finding bare =
          new Finding(found.kind(), found.subject(), found.said(), found.status(), List.of());
      weighed.add(new Verdict.Weighed(each.check(), bare, each.weight(), each.score()));
    }
    List<Verdict.Unsettled> unknowns = new ArrayList<>(v.unknowns().size());
    for (Verdict.Unsettled each : v.unknowns()) {
      unknowns.add(new Verdict.Unsettled(each.check(), each.cause(), each.meaning(), List.of()));
    }
    return new Verdict(
        v.outcome(), v.delay(), v.tags(), v.score(), weighed, unknowns, v.effects(), v.policy());
  }
}
