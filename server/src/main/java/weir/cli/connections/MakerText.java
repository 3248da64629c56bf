package weir.cli.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.agent.process.Script;
import weir.cli.output.Shown;

/// A process in words.
final class MakerText {
  private static final int WIDEST = 50;

  /// Those further up are the machine's own: a shell, a server, its start.
  private static final int MOST_PARENTS = 3;

  private MakerText() {}

  /// Its script, or its program where it runs none.
  static String what(Optional<Maker> maker) {
    return maker.map(MakerText::what).orElse("(its process had ended, or is not ours to see)");
  }

  private static String what(Maker maker) {
    return Shown.text(
        maker.script().map(Script::path).orElseGet(() -> maker.process().programName()));
  }

  /// `script open in it · perl x.pl < sh -c ./x < cron -f`: how the script was found, and the
  /// process with those who started it, nearest first.
  static String descent(Maker maker) {
    List<String> chain = new ArrayList<>();
    chain.add(Shown.cut(maker.process().shown(), WIDEST));
    maker.parents().stream()
        .filter(parent -> parent.status().parent() != 0) // the first process started everything
        .limit(MOST_PARENTS)
        .forEach(parent -> chain.add(Shown.cut(parent.shown(), WIDEST)));
    String found = maker.script().map(script -> script.by().words() + ": ").orElse("");
    return found + String.join(" < ", chain);
  }

  /// The control group where it tells a container.
  static Optional<String> container(Maker maker) {
    return maker.process().group().flatMap(group -> group.container()).map(Shown::text);
  }
}
