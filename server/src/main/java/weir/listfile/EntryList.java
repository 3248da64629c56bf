package weir.listfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Domain;

/// A list in memory. Immutable, for any number of threads.
public final class EntryList {

  /// A line that matches.
  ///
  /// @param line its number, from 1
  /// @param shown what of the list it is, as the line has it or nearly so
  /// @param said what the refused are told, where the line says it
  public record Match(int line, String shown, Word word, Demand demand, Optional<String> said) {}

  /// SPAMCONTROL's `~host`: clients whose confirmed name lies within the domain are listed, unless
  /// the sender's does, too.
  public record Host(int line, Domain domain, Optional<String> said) {}

  /// What a literal says beyond "listed".
  private record Remark(Word word, Demand demand, Optional<String> said) {
    static final Remark NONE = new Remark(Word.LISTED, Demand.NOTHING, Optional.empty());
  }

  private static final Comparator<Match> DECIDES_FIRST =
      Comparator.<Match, Boolean>comparing(match -> match.word() != Word.ALLOWED)
          .thenComparing(Comparator.comparingInt(Match::line).reversed());

  private final LiteralTable literals;
  private final Map<Integer, Remark> remarks;
  private final PatternTable patterns;
  private final List<Host> hosts;

  private EntryList(
      LiteralTable literals,
      Map<Integer, Remark> remarks,
      PatternTable patterns,
      List<Host> hosts) {
    this.literals = literals;
    this.remarks = Map.copyOf(remarks);
    this.patterns = patterns;
    this.hosts = List.copyOf(hosts);
  }

  /// Every line that matches, the last one of the list first: the last match decides, except where
  /// its demand is not met. Lines that let in come before all others, wherever they stand.
  public List<Match> find(Sought sought) {
    List<Match> found = new ArrayList<>(0);
    literals.find(sought, (literal, line) -> found.add(match(literal, line)));
    if (patterns.size() > 0) {
      List<ListEntry> matching = new ArrayList<>(0);
      patterns.find(sought.text(), matching);
      matching.forEach(entry -> found.add(match(entry)));
    }
    if (found.size() > 1) {
      found.sort(DECIDES_FIRST);
    }
    return found;
  }

  private Match match(String literal, int line) {
    Remark remark = remarks.getOrDefault(line, Remark.NONE);
    return new Match(line, literal, remark.word(), remark.demand(), remark.said());
  }

  private static Match match(ListEntry entry) {
    String shown =
        switch (entry.matcher()) {
          case ListEntry.Wildmat(var glob) -> glob.toString();
          case ListEntry.Regex(_, var text, var negated) -> negated ? "!" + text : text;
          case ListEntry.Literal(var key) -> key;
          case ListEntry.Host(var domain) -> "~" + domain;
        };
    return new Match(entry.line(), shown, entry.word(), entry.demand(), entry.said());
  }

  public List<Host> hosts() {
    return hosts;
  }

  /// Lines that say something.
  public int size() {
    return literals.size() + patterns.size() + hosts.size();
  }

  /// Octets that its literals take.
  public long octets() {
    return literals.octets();
  }

  /// A list in the making.
  static final class Builder {
    private final LiteralTable literals = new LiteralTable();
    private final Map<Integer, Remark> remarks = new HashMap<>();
    private final List<ListEntry> patterns = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();

    /// @throws IllegalArgumentException when there is no room for it
    void add(ListEntry entry) {
      switch (entry.matcher()) {
        case ListEntry.Literal(var key) -> literal(key, entry);
        case ListEntry.Wildmat _, ListEntry.Regex _ -> patterns.add(entry);
        case ListEntry.Host(var domain) -> hosts.add(new Host(entry.line(), domain, entry.said()));
      }
    }

    /// An earlier line of the same literal counts no more, unless this one demands something else
    /// or that one lets in.
    private void literal(String key, ListEntry entry) {
      Remark remark = new Remark(entry.word(), entry.demand(), entry.said());
      literals.add(
          key, entry.line(), line -> replaces(remark, remarks.getOrDefault(line, Remark.NONE)));
      if (!remark.equals(Remark.NONE)) {
        remarks.put(entry.line(), remark);
      }
    }

    private static boolean replaces(Remark later, Remark earlier) {
      if (earlier.word() == Word.ALLOWED && later.word() != Word.ALLOWED) {
        return false;
      }
      return later.demand().equals(Demand.NOTHING) || later.demand().equals(earlier.demand());
    }

    EntryList build() {
      literals.trim();
      return new EntryList(literals, remarks, PatternTable.of(patterns), hosts);
    }
  }
}
