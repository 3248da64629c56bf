package weir.hostrules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.hostrules.Tcprules.Candidate;
import weir.hostrules.Tcprules.Step;
import weir.hostrules.TcprulesLine.Parsed;
import weir.net.IpPrefix;
import weir.net.PrefixTable;

/// Makes rules of the lines of a tcprules file.
final class TcprulesReader {
  private final String file;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Map<String, Rule> byKey = new HashMap<>();
  private final Map<IpPrefix, Rule> byNetwork = new HashMap<>();
  private final List<Candidate> named = new ArrayList<>();

  TcprulesReader(String file) {
    this.file = file;
  }

  Tcprules read(String text) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      read(number, line);
    }
    PrefixTable.Builder<Rule> networks = PrefixTable.builder();
    byNetwork.forEach(networks::add);
    return new Tcprules(rules, remarks, byKey, networks.build(), named);
  }

  private void read(int number, String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    switch (TcprulesLine.parse(line)) {
      case Parsed.Nothing() -> {}
      case Parsed.Skipped(var why) -> remark(number, Remark.Kind.WITHOUT_EFFECT, why);
      case Parsed.Bad(var why) -> remark(number, Remark.Kind.MISTAKE, why);
      case Parsed.Line(var address, var allows, var environment) -> {
        Environment set = allows ? environment : Environment.NONE;
        place(
            new Rule(file, number, line.stripTrailing(), allows, set, List.of()),
            TcprulesAddress.parse(address));
        explain(number, allows, environment);
      }
    }
  }

  private void place(Rule rule, TcprulesAddress address) {
    rules.add(rule);
    switch (address) {
      case TcprulesAddress.Keys(var keys) -> keys.forEach(key -> put(rule, key));
      case TcprulesAddress.Network(var prefix) -> {
        Rule first = byNetwork.putIfAbsent(prefix, rule);
        if (first != null) {
          shadowed(rule, prefix.toString(), first);
        }
      }
      case TcprulesAddress.Never(var why) ->
          remark(rule.line(), Remark.Kind.WITHOUT_EFFECT, "never wins: " + why);
      case TcprulesAddress.Bad(var why) -> remark(rule.line(), Remark.Kind.MISTAKE, why);
    }
  }

  private void put(Rule rule, String key) {
    Rule first = byKey.putIfAbsent(key, rule);
    if (first != null) {
      shadowed(rule, key, first);
      return;
    }
    String user = key.substring(0, key.indexOf("@=") + 1);
    stepOfName(key).ifPresent(step -> named.add(new Candidate(rule, step, user)));
  }

  private void shadowed(Rule rule, String address, Rule first) {
    String shown = address.isEmpty() ? "a rule for all others" : address;
    remark(
        rule.line(),
        Remark.Kind.WITHOUT_EFFECT,
        "never wins for " + shown + ", which stands in line " + first.line() + " already");
  }

  private static Optional<Step> stepOfName(String key) {
    if (key.contains("@=")) {
      return Optional.of(Step.USER_AT_NAME);
    }
    if (key.equals("=")) {
      return Optional.of(Step.ANY_NAME);
    }
    return key.startsWith("=")
        ? Optional.of(key.startsWith("=.") ? Step.SUFFIX : Step.NAME)
        : Optional.empty();
  }

  /// What works, but should be known.
  private void explain(int line, boolean allows, Environment environment) {
    if (!allows && !environment.variables().isEmpty()) {
      remark(line, Remark.Kind.NOTE, "sets nothing, for it denies");
    }
    environment
        .noNumbers()
        .forEach(set ->
            remark(
                line,
                Remark.Kind.NOTE,
                set + " is no number: the digits in front count, none is 0"));
    if (environment.relayClient().filter(suffix -> !suffix.isEmpty()).isPresent()) {
      remark(line, Remark.Kind.NOTE, "what RELAYCLIENT holds was appended to every recipient");
    }
  }

  private void remark(int line, Remark.Kind kind, String text) {
    remarks.add(new Remark(file, line, kind, text));
  }
}
