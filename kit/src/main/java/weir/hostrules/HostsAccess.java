package weir.hostrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of hosts.allow and hosts.deny: what tcpd and libwrap of tcp_wrappers decide, as Debian
/// builds them (extended language, IPv6, `/bits`, wildcards, file patterns; PARANOID clients are
/// not dropped before the rules).
///
/// The first line of hosts.allow that matches lets in, else the first of hosts.deny keeps out, else
/// the client is let in. Options may turn that round (`allow`, `deny`, `twist`); an option that
/// cannot be read keeps out.
public final class HostsAccess {
  private final List<Entry> entries;
  private final List<Remark> remarks;

  /// A file and what stands in it. A file that is not there is an empty text.
  public record Named(String file, String text) {}

  /// Files that patterns name (`/etc/spammers`): words between blanks, each a pattern.
  @FunctionalInterface
  public interface PatternFiles {

    /// No such file to be had: such patterns match nobody, as in the original.
    PatternFiles NONE = path -> Optional.empty();

    /// @return what stands in the file; empty where there is none
    Optional<String> read(String path);
  }

  /// A rule with the lists that lead to it.
  record Entry(Rule rule, PatternList daemons, PatternList clients) {}

  HostsAccess(List<Entry> entries, List<Remark> remarks) {
    this.entries = List.copyOf(entries);
    this.remarks = List.copyOf(remarks);
  }

  /// Reads both files and keeps going at a mistake, so that all are told at once.
  public static HostsAccess parse(Named allow, Named deny, PatternFiles files) {
    HostsAccessReader reader = new HostsAccessReader(files);
    reader.read(allow, true);
    reader.read(deny, false);
    return reader.made();
  }

  /// The rules, first those of hosts.allow, in the order of the lines.
  public List<Rule> rules() {
    return entries.stream().map(Entry::rule).toList();
  }

  /// The rules that a client of this program may come to, those for all programs included.
  public List<Rule> rulesFor(String daemon) {
    return entries.stream()
        .filter(each -> each.daemons.match(pattern -> pattern.mayBe(daemon)) != Match.NO)
        .map(Entry::rule)
        .toList();
  }

  /// The programs that the lines name, in small letters and in their order; `ALL` names none.
  public List<String> daemons() {
    return named().map(Text::pattern).distinct().toList();
  }

  /// Whether a line names this program, and not just all of them.
  public boolean names(String daemon) {
    return named().anyMatch(text -> text.matches(daemon));
  }

  private Stream<Text> named() {
    return entries.stream().flatMap(each -> each.daemons.named());
  }

  /// What is to be said of the lines.
  public List<Remark> remarks() {
    return remarks;
  }

  /// Whether no line is such that the original would refuse whoever comes to it.
  public boolean usable() {
    return remarks.stream().noneMatch(each -> each.kind() == Remark.Kind.MISTAKE);
  }

  /// Whether any rule wants to know the client's name.
  public boolean asksForNames() {
    return entries.stream().anyMatch(each -> each.clients.asksForNames());
  }

  /// @param daemon the name of the wrapped program, such as `smtpd` or `tcp-env`
  public Decision decide(String daemon, Client client) {
    Server server = new Server(daemon, client);
    List<Rule> perhaps = new ArrayList<>(0);
    Rule sure = null;
    for (Entry each : entries) {
      switch (each.daemons.match(server::matches).and(each.clients.match(client))) {
        case NO -> {}
        case MAYBE -> perhaps.add(each.rule);
        case YES -> sure = each.rule;
      }
      if (sure != null) {
        break;
      }
    }
    return conclude(client, perhaps, sure);
  }

  private static Decision conclude(Client client, List<Rule> perhaps, @Nullable Rule sure) {
    if (differs(perhaps, sure)) {
      if (sure != null) {
        perhaps.add(sure);
      }
      return new Decision.CouldNotTell(cause(client), perhaps);
    }
    return sure == null ? new Decision.NoRule() : Decision.of(sure, "the first line that matches");
  }

  private static boolean differs(List<Rule> perhaps, @Nullable Rule sure) {
    for (Rule each : perhaps) {
      boolean same =
          sure == null
              ? each.allows() && each.environment().equals(Environment.NONE)
              : each.doesAs(sure);
      if (!same) {
        return true;
      }
    }
    return false;
  }

  private static String cause(Client client) {
    return switch (client.name()) {
      case HostName.Unknown(var _, var cause) -> cause;
      case HostName.None(), HostName.Confirmed(var _), HostName.Paranoid(var _) -> "";
    };
  }

  /// The process that is asked for, and the address of ours that was reached.
  private record Server(String daemon, Client client) {
    Match matches(Pattern pattern) {
      Match daemonMatches = Match.of(pattern.text().matches(daemon));
      return pattern
          .host()
          .map(host -> daemonMatches.and(host.match(client.server(), new HostName.None())))
          .orElse(daemonMatches);
    }
  }
}
