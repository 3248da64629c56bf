package weir.hostrules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.hostrules.HostsAccess.Entry;
import weir.hostrules.HostsAccess.Named;

/// Makes rules of the lines of hosts.allow and hosts.deny.
final class HostsAccessReader {

  /// Octets of a line, those joined by `\` together, its end included.
  static final int LONGEST_LINE = 2047;

  private final HostPatternReader hosts;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<String, Rule> allOf = new HashMap<>();

  HostsAccessReader(HostsAccess.PatternFiles files) {
    this.hosts = new HostPatternReader(files, remarks);
  }

  HostsAccess made() {
    return new HostsAccess(entries, remarks);
  }

  void read(Named named, boolean allow) {
    for (LogicalLines.Line line : LogicalLines.of(named.text())) {
      hosts.at(named.file(), line.number());
      if (!line.complete()) {
        stopAt(named, allow, line);
        return;
      }
      if (!line.text().startsWith("#") && !line.text().isBlank()) {
        read(named, allow, line);
      }
    }
  }

  /// What tcp_wrappers as Debian has them do at a line that they cannot read: they fail closed.
  private void stopAt(Named named, boolean allow, LogicalLines.Line line) {
    String why = "is longer than " + (LONGEST_LINE - 1) + " characters or has no end of line: ";
    String then = allow ? "the file is read no further" : "every client is kept out";
    remark(named, line, Remark.Kind.MISTAKE, why + then);
    if (!allow) {
      Rule rule =
          new Rule(named.file(), line.number(), line.text(), false, Environment.NONE, List.of());
      PatternList all = PatternList.of(List.of("ALL"), word -> Pattern.daemon(word, hosts));
      entries.add(new Entry(rule, all, all));
    }
  }

  private void read(Named named, boolean allow, LogicalLines.Line line) {
    String text = line.text();
    int first = Brackets.indexOf(text, ':', 0);
    if (first < 0) {
      remark(named, line, Remark.Kind.WITHOUT_EFFECT, "has no colon, so that it is no rule");
      return;
    }
    int second = Brackets.indexOf(text, ':', first + 1);
    List<String> daemons = words(text.substring(0, first));
    List<String> clients = words(text.substring(first + 1, second < 0 ? text.length() : second));
    Options options = second < 0 ? Options.NONE : Options.parse(text.substring(second + 1));
    Rule rule =
        new Rule(
            named.file(),
            line.number(),
            text.strip(),
            options.allows(allow),
            options.environment(),
            options.all());
    Entry entry =
        new Entry(
            rule,
            PatternList.of(daemons, word -> Pattern.daemon(word, hosts)),
            PatternList.of(clients, word -> Pattern.client(word, hosts)));
    entries.add(entry);
    options.remarks().forEach(each -> remark(named, line, each.kind(), each.text()));
    findOut(entry, daemons, clients);
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split("[, \t\r\n]+")).filter(word -> !word.isEmpty()).toList();
  }

  /// A line behind one that takes everybody never wins.
  private void findOut(Entry entry, List<String> daemons, List<String> clients) {
    Rule rule = entry.rule();
    if (daemons.isEmpty() || clients.isEmpty()) {
      remark(rule, "never wins: a list is empty");
      return;
    }
    exception(rule, daemons);
    exception(rule, clients);
    Optional<Rule> before = takesAll(daemons);
    if (before.isPresent()) {
      remark(rule, "never wins: " + before.get().place() + " takes every client");
    } else if (entry.clients().isAll()) {
      boolean every = entry.daemons().isAll();
      if (every) {
        allOf.put("all", rule);
      } else if (entry.daemons().except().isEmpty()) {
        daemons.forEach(daemon -> allOf.putIfAbsent(Text.fold(daemon), rule));
      }
    }
  }

  /// An EXCEPT with nothing before it or behind it, in a list that has a word.
  private void exception(Rule rule, List<String> words) {
    if (PatternList.isExcept(words.getFirst())) {
      remark(rule, "never wins: nothing stands before EXCEPT");
    } else if (PatternList.isExcept(words.getLast())) {
      remark(rule, "nothing stands behind EXCEPT, so that it excepts nobody");
    }
  }

  private Optional<Rule> takesAll(List<String> daemons) {
    Rule ofAll = allOf.get("all");
    if (ofAll != null) {
      return Optional.of(ofAll);
    }
    Rule last = null;
    for (String daemon : daemons) {
      Rule of = allOf.get(Text.fold(daemon));
      if (of == null) {
        return Optional.empty();
      }
      last = of;
    }
    return Optional.ofNullable(last);
  }

  private void remark(Rule rule, String text) {
    remarks.add(new Remark(rule.file(), rule.line(), Remark.Kind.WITHOUT_EFFECT, text));
  }

  private void remark(Named named, LogicalLines.Line line, Remark.Kind kind, String text) {
    remarks.add(new Remark(named.file(), line.number(), kind, text));
  }
}
