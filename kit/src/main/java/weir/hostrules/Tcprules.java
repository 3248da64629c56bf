package weir.hostrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.net.PrefixTable;

/// The rules of a tcprules file: what `tcpserver -x` and `tcprulescheck` of ucspi-tcp 0.88 decide,
/// with the networks and IPv6 addresses that ucspi-tcp6 adds.
///
/// The order of the lines means nothing, except that of two equal addresses the first one stands.
/// The first of these that is there wins: `user@address`, `user@=name`, `address`, `=name`, ever
/// shorter `1.2.` prefixes of the address, networks (the longest first), ever shorter `=.suffix`,
/// `=` for whoever has a name, and the empty address for all others. So a prefix in dots beats any
/// network in CIDR form, as in ucspi-tcp6.
///
/// A name is used only where it is [HostName.Confirmed].
public final class Tcprules {
  private final List<Rule> rules;
  private final List<Remark> remarks;
  private final Map<String, Rule> byKey;
  private final PrefixTable<Rule> networks;
  private final List<Candidate> named;

  /// Where in the order a rule was found.
  enum Step {
    USER_AT_ADDRESS("the user at this address"),
    USER_AT_NAME("the user at this name"),
    ADDRESS("the very address"),
    NAME("the very name"),
    DOTTED_PREFIX("the longest prefix of the address"),
    NETWORK("the longest network around the address"),
    SUFFIX("the longest end of the name"),
    ANY_NAME("whoever has a confirmed name"),
    DEFAULT("whoever no other rule is for");

    final String words;

    Step(String words) {
      this.words = words;
    }
  }

  private record Hit(Rule rule, Step step) {}

  /// A rule that only a name can reach.
  ///
  /// @param user whose rule it is, with its `@`; empty for everybody's
  record Candidate(Rule rule, Step step, String user) {}

  Tcprules(
      List<Rule> rules,
      List<Remark> remarks,
      Map<String, Rule> byKey,
      PrefixTable<Rule> networks,
      List<Candidate> named) {
    this.rules = List.copyOf(rules);
    this.remarks = List.copyOf(remarks);
    this.byKey = Map.copyOf(byKey);
    this.networks = networks;
    this.named = List.copyOf(named);
  }

  /// Reads a whole file and keeps going at a mistake, so that all are told at once.
  ///
  /// @param file its name, for remarks and rules
  /// @param text the source, not the compiled cdb
  public static Tcprules parse(String file, String text) {
    return new TcprulesReader(file).read(text);
  }

  /// The rules in the order of the file, those that can never win included.
  public List<Rule> rules() {
    return rules;
  }

  /// What is to be said of its lines, in their order.
  public List<Remark> remarks() {
    return remarks;
  }

  /// Whether the original would compile the file. With a mistake in one line it keeps the rules
  /// that it had.
  public boolean usable() {
    return remarks.stream().noneMatch(each -> each.kind() == Remark.Kind.MISTAKE);
  }

  /// Whether any rule wants to know the client's name.
  public boolean asksForNames() {
    return !named.isEmpty();
  }

  public Decision decide(Client client) {
    return switch (client.name()) {
      case HostName.None(), HostName.Paranoid(var _) -> decision(find(client, null));
      case HostName.Confirmed(var name) -> decision(find(client, name));
      case HostName.Unknown(var names, var cause) -> decideInDoubt(client, names, cause);
    };
  }

  private static Decision decision(@Nullable Hit hit) {
    return hit == null ? new Decision.NoRule() : Decision.of(hit.rule, hit.step.words);
  }

  /// The client may turn out to have one of these names, or none, or, where nothing is known, any.
  private Decision decideInDoubt(Client client, List<String> names, String cause) {
    Hit nameless = find(client, null);
    List<Rule> others = new ArrayList<>();
    if (names.isEmpty()) {
      for (Candidate each : named) {
        boolean hers = each.user.isEmpty() || each.user.equals(user(client));
        if (hers && (nameless == null || each.step.compareTo(nameless.step) < 0)) {
          others.add(each.rule);
        }
      }
    } else {
      for (String name : names) {
        Optional.ofNullable(find(client, name)).map(Hit::rule).ifPresent(others::add);
      }
    }
    Rule sure = nameless == null ? null : nameless.rule;
    if (others.stream().allMatch(each -> same(sure, each))) {
      return decision(nameless);
    }
    if (sure != null && !others.contains(sure)) {
      others.add(sure);
    }
    return new Decision.CouldNotTell(cause, others);
  }

  /// Without a rule a client is let in, and nothing is set.
  private static boolean same(@Nullable Rule sure, Rule other) {
    return sure == null
        ? other.allows() && other.environment().equals(Environment.NONE)
        : sure.doesAs(other);
  }

  private static String user(Client client) {
    return client.user().map(said -> said + "@").orElse("");
  }

  private @Nullable Hit find(Client client, @Nullable String name) {
    String address = client.address().toString();
    Hit hit = client.user().isPresent() ? ofUser(user(client), address, name) : null;
    if (hit == null) {
      hit = at(address, Step.ADDRESS);
    }
    if (hit == null && name != null) {
      hit = at("=" + name, Step.NAME);
    }
    if (hit == null && client.address().isV4()) {
      hit = byPrefix(address);
    }
    if (hit == null) {
      hit = networks.find(client.address()).map(rule -> new Hit(rule, Step.NETWORK)).orElse(null);
    }
    if (hit == null && name != null) {
      hit = bySuffix(name);
    }
    return hit == null ? at("", Step.DEFAULT) : hit;
  }

  private @Nullable Hit ofUser(String user, String address, @Nullable String name) {
    Hit hit = at(user + address, Step.USER_AT_ADDRESS);
    return hit == null && name != null ? at(user + "=" + name, Step.USER_AT_NAME) : hit;
  }

  private @Nullable Hit byPrefix(String address) {
    for (int end = address.lastIndexOf('.'); end > 0; end = address.lastIndexOf('.', end - 1)) {
      Hit hit = at(address.substring(0, end + 1), Step.DOTTED_PREFIX);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private @Nullable Hit bySuffix(String name) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      Hit hit = at("=" + name.substring(dot), Step.SUFFIX);
      if (hit != null) {
        return hit;
      }
    }
    return at("=", Step.ANY_NAME);
  }

  private @Nullable Hit at(String key, Step step) {
    Rule rule = byKey.get(key);
    return rule == null ? null : new Hit(rule, step);
  }
}
