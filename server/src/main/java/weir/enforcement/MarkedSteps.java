package weir.enforcement;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Target;

/// The steps by which a line of ours comes and goes, where something beside the file has to be
/// done, too: it is said in the file how far it is, so that what was interrupted is gone on with.
///
/// @param lines the file
/// @param beside what has to be done once it has a content; empty where nothing
record MarkedSteps(MarkedLines lines, Function<String, Optional<Step>> beside) {

  /// A line is put there, in place of one of ours that may be there.
  List<Step> put(Lease lease, List<String> wanted, String change) {
    LineMark begun = new LineMark(lease.id(), lease.response(), Stage.BEGUN);
    String content = lines.with(lease.target(), begun, wanted);
    Step done =
        lines.write(
            lines.with(
                lease.target(), new LineMark(lease.id(), lease.response(), Stage.DONE), wanted),
            change);
    return beside
        .apply(content)
        .map(step -> List.of(lines.write(content, change + " (begun)"), step, done))
        .orElseGet(() -> List.of(done));
  }

  /// The line goes first, and what is beside it then.
  List<Step> take(Target target, Holding held, String change) {
    LineMark lifted = new LineMark(held.lease(), held.response(), Stage.LIFTED);
    String content = lines.with(target, lifted, List.of());
    Step gone = lines.write(lines.without(target), change);
    return beside
        .apply(content)
        .map(step -> List.of(lines.write(content, change + " (begun)"), step, gone))
        .orElseGet(() -> List.of(gone));
  }

  /// What is there. A line of ours that somebody has changed is put right.
  Optional<Found> find(Target target, Function<LineMark, List<String>> wanted) {
    return lines
        .find(target)
        .map(entry -> {
          LineMark mark = entry.mark();
          boolean isAsWritten =
              mark.stage() == Stage.LIFTED || entry.lines().equals(wanted.apply(mark));
          return isAsWritten
              ? mark.found()
              : new LineMark(mark.lease(), mark.response(), Stage.BEGUN).found();
        });
  }
}
