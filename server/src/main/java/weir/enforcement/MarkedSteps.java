package weir.enforcement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Target;

/// The steps by which a line of ours comes and goes, where something beside the file has to be
/// done, too: it is said in the file how far it is, so that what was interrupted is gone on with.
///
/// @param lines the file
/// @param beside what has to be done once it has a content, in order
record MarkedSteps(MarkedLines lines, Function<String, List<Step>> beside) {

  /// A line is put there, in place of one of ours that may be there.
  List<Step> put(Lease lease, List<String> wanted, String change) {
    Target target = lease.target();
    LineMark begun = new LineMark(lease.id(), lease.response(), Stage.BEGUN);
    LineMark done = new LineMark(lease.id(), lease.response(), Stage.DONE);
    boolean isBare = wanted.isEmpty() && lines.find(target).isEmpty();
    return around(
        lines.with(target, begun, wanted), isBare, lines.with(target, done, wanted), change);
  }

  /// The line goes first, and what is beside it then.
  List<Step> take(Target target, Holding held, String change) {
    LineMark lifted = new LineMark(held.lease(), held.response(), Stage.LIFTED);
    return around(
        lines.with(target, lifted, List.of()), isBare(target), lines.without(target), change);
  }

  /// Whether what is there is a mark alone, from which nothing followed that the file could keep.
  boolean isBare(Target target) {
    return lines
        .find(target)
        .filter(it -> it.lines().isEmpty() && it.mark().stage() == Stage.DONE)
        .isPresent();
  }

  /// @param isBare no line comes or goes, so that the file need not say that it is begun
  private List<Step> around(String between, boolean isBare, String after, String change) {
    List<Step> all = new ArrayList<>(beside.apply(between));
    if (!all.isEmpty() && !isBare) {
      all.addFirst(lines.write(between, change + " (begun)"));
    }
    all.add(lines.write(after, change));
    return all;
  }

  /// What is there. A line of ours that somebody has changed is put right.
  ///
  /// @param isAsWritten whether the lines of a mark are those that we wrote
  Optional<Found> find(Target target, Predicate<MarkedLines.Entry> isAsWritten) {
    return lines
        .find(target)
        .map(entry -> {
          LineMark mark = entry.mark();
          return mark.stage() == Stage.LIFTED || isAsWritten.test(entry)
              ? mark.found()
              : new LineMark(mark.lease(), mark.response(), Stage.BEGUN).found();
        });
  }
}
