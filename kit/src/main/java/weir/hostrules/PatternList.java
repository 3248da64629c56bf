package weir.hostrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A list of daemons or clients: patterns, and after `EXCEPT` another such list.
///
/// @param except nests to the right: `A EXCEPT B EXCEPT C` is A, but not (B, but not C)
record PatternList(List<Pattern> patterns, Optional<PatternList> except) {

  static PatternList of(List<String> words, Function<String, Pattern> pattern) {
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (isExcept(words.get(i))) {
        PatternList rest = of(words.subList(i + 1, words.size()), pattern);
        return new PatternList(patterns, Optional.of(rest));
      }
      patterns.add(pattern.apply(words.get(i)));
    }
    return new PatternList(patterns, Optional.empty());
  }

  static boolean isExcept(String word) {
    return word.equalsIgnoreCase("EXCEPT");
  }

  Match match(Client client) {
    return match(pattern -> pattern.match(client));
  }

  Match match(Function<Pattern, Match> each) {
    Match any = Match.NO;
    for (Pattern pattern : patterns) {
      any = any.or(each.apply(pattern));
    }
    if (any == Match.NO || except.isEmpty()) {
      return any;
    }
    return any.and(except.get().match(each).not());
  }

  /// What it names, behind `EXCEPT` as well.
  Stream<Text> named() {
    return Stream.concat(
        patterns.stream().map(Pattern::text).filter(text -> !text.isAll()),
        except.stream().flatMap(PatternList::named));
  }

  /// Whether it takes everybody.
  boolean isAll() {
    return except.isEmpty() && patterns.stream().anyMatch(Pattern::isAll);
  }

  boolean asksForNames() {
    return patterns.stream().anyMatch(Pattern::asksForNames)
        || except.filter(PatternList::asksForNames).isPresent();
  }
}
