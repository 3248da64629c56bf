package weir.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.config.KeyPath;
import weir.former.OldFile;
import weir.former.OldLine;

/// A configuration in the making: settings with the old lines they come from, list files, and what
/// has to be said about it.
public final class Draft {
  private final Map<KeyPath, Map<String, Entry>> tables = new LinkedHashMap<>();
  private final Map<String, ListText> lists = new LinkedHashMap<>();
  private final Map<String, Remark> remarks = new LinkedHashMap<>();
  private final Ledger ledger = new Ledger();
  private final List<String> sources = new ArrayList<>();
  private boolean relaying;

  /// What bounds all delays of a reply where nothing is set.
  private Duration longestDelay = Duration.ofSeconds(30);

  /// One setting.
  sealed interface Entry {
    /// @param from where it comes from, or why it is there
    record Single(String toml, List<String> from) implements Entry {}

    record Several(List<Item> items) implements Entry {}
  }

  /// @param from the old line, or nothing
  record Item(String toml, String from) {}

  /// A list file of ours.
  ///
  /// @param about its first lines, as comments
  public record ListText(String name, List<String> about, List<String> lines) {}

  /// A file that is going to be read; its lines are accounted for from here on. A table may serve
  /// several lists.
  void read(OldFile file) {
    if (!sources.contains(file.name())) {
      ledger.read(file);
      sources.add(file.name());
    }
  }

  /// Sets a key to a TOML value. A second value for the same key takes the first one's place.
  Draft set(KeyPath table, String key, String toml, OldLine... from) {
    return set(table, key, toml, places(from), from);
  }

  /// The same with a reason in place of the old line.
  Draft set(KeyPath table, String key, String toml, String why) {
    return set(table, key, toml, List.of(why));
  }

  private Draft set(
      KeyPath table, String key, String toml, List<String> comments, OldLine... from) {
    table(table).put(key, new Entry.Single(toml, comments));
    Arrays.stream(from).forEach(ledger::carried);
    return this;
  }

  /// Adds to a list, once.
  Draft item(KeyPath table, String key, String toml, OldLine from) {
    ledger.carried(from);
    return item(table, key, toml, from.place());
  }

  Draft item(KeyPath table, String key, String toml, String from) {
    Entry entry = table(table).computeIfAbsent(key, _ -> new Entry.Several(new ArrayList<>()));
    if (entry instanceof Entry.Several(var items)
        && items.stream().noneMatch(item -> item.toml().equals(toml))) {
      items.add(new Item(toml, from));
    }
    return this;
  }

  /// Raises the bound of all delays of a reply to what an old line asks for; it never falls.
  void longestDelay(Duration wait, OldLine from) {
    if (wait.compareTo(longestDelay) > 0) {
      longestDelay = wait;
      set(Tables.POLICY, "longest-delay", Toml.duration(wait), from);
    }
  }

  /// Whether an item of a list begins so.
  boolean hasItem(KeyPath table, String key, String begin) {
    return tables.getOrDefault(table, Map.of()).get(key) instanceof Entry.Several(var items)
        && items.stream().anyMatch(item -> item.toml().startsWith(begin));
  }

  boolean has(KeyPath table, String key) {
    return tables.getOrDefault(table, Map.of()).containsKey(key);
  }

  private Map<String, Entry> table(KeyPath table) {
    return tables.computeIfAbsent(table, _ -> new LinkedHashMap<>());
  }

  private static List<String> places(OldLine... from) {
    return Arrays.stream(from).map(line -> line.place() + ": " + line.stripped()).toList();
  }

  /// The list file of this name, made when it is first asked for.
  ListText list(String name, String... about) {
    return lists.computeIfAbsent(name, _ -> new ListText(name, List.of(about), new ArrayList<>()));
  }

  /// Adds a line to a list, with its old place above it.
  void line(ListText list, String text, OldLine from) {
    list.lines().add("# " + from.place());
    list.lines().add(text);
    ledger.carried(from);
  }

  /// Copies a whole file, so that each line keeps its number.
  ///
  /// @param broken numbers of lines that become comments; somebody else accounts for them
  void copy(OldFile file, Set<Integer> broken) {
    ListText copy = list(file.name());
    for (OldLine line : file.lines()) {
      boolean taken = !broken.contains(line.number());
      copy.lines().add(taken ? line.text() : "# not taken over: " + line.text());
      if (taken && !line.saysNothing()) {
        ledger.carried(line);
      }
    }
  }

  /// Says something, once: the lines of what is said twice are put together.
  void remark(Remark remark) {
    for (OldLine line : remark.lines()) {
      switch (remark.kind()) {
        case LEFT_OUT, TRAP -> ledger.account(line, Ledger.Fate.LEFT_OUT);
        case STAYS -> ledger.account(line, Ledger.Fate.STAYS);
        case CHANGED, YOURS -> ledger.carried(line);
      }
    }
    remarks.merge(
        remark.kind() + remark.what() + remark.why(),
        remark,
        (first, second) -> {
          List<OldLine> both = new ArrayList<>(first.lines());
          both.addAll(second.lines());
          return first.with(both);
        });
  }

  void leftOut(String what, String why, String instead, List<OldLine> lines) {
    remark(new Remark(Remark.Kind.LEFT_OUT, what, why, instead, lines));
  }

  void trap(String what, String why, String instead, List<OldLine> lines) {
    remark(new Remark(Remark.Kind.TRAP, what, why, instead, lines));
  }

  void changed(String what, String why, String instead, List<OldLine> lines) {
    remark(new Remark(Remark.Kind.CHANGED, what, why, instead, lines));
  }

  void yours(String what, String why, String instead) {
    yours(what, why, instead, List.of());
  }

  void yours(String what, String why, String instead, List<OldLine> lines) {
    remark(new Remark(Remark.Kind.YOURS, what, why, instead, lines));
  }

  void stays(String what, List<OldLine> lines) {
    remark(new Remark(Remark.Kind.STAYS, what, "", "", lines));
  }

  /// Some clients may send anywhere: they need a way onward.
  void relaying() {
    relaying = true;
  }

  boolean isRelaying() {
    return relaying;
  }

  /// What became of the lines that were read.
  public Ledger ledger() {
    return ledger;
  }

  public List<Remark> remarks() {
    return List.copyOf(remarks.values());
  }

  public List<ListText> lists() {
    return List.copyOf(lists.values());
  }

  /// The names of the files that were read.
  public List<String> sources() {
    return List.copyOf(sources);
  }

  Map<KeyPath, Map<String, Entry>> tables() {
    return tables;
  }

  /// The value of a key that was set to one.
  Optional<String> value(KeyPath table, String key) {
    return tables.getOrDefault(table, Map.of()).get(key) instanceof Entry.Single(var toml, _)
        ? Optional.of(toml)
        : Optional.empty();
  }

  /// To be called last: what nobody accounted for is said.
  Draft finished() {
    List<OldLine> forgotten = ledger.unaccounted();
    if (!forgotten.isEmpty()) {
      leftOut(
          "lines that the import does not understand",
          "they follow no rule that it knows",
          "Look at them",
          forgotten);
    }
    return this;
  }
}
