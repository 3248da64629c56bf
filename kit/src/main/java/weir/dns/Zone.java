package weir.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small world of names, written as text, for a stand-in name server and for tests.
///
/// One record a line, `#` begins a comment:
///
/// ```
/// example.net        MX    10 mail.example.net
/// mail.example.net   A     192.0.2.10
/// 192.0.2.10         PTR   mail.example.net        # an address stands for its reverse name
/// www.example.net    CNAME example.net
/// *.lists-all.test   A     127.0.0.2               # every name below
/// example.net        TXT   "v=spf1 -all" "\255"    # or without quotes, to the end of the line
/// broken.example     SERVFAIL                      # this name and every name below fails
/// ttl 60                                           # of everything, and of what is absent
/// ```
///
/// Whatever is not written does not exist. Immutable; [#and] gives a larger world.
public final class Zone {

  /// A longer chain of CNAMEs is a failure.
  private static final int MAX_CNAMES = 10;

  /// How a name server can fail at a name and everything below it.
  public enum Trouble {
    SERVFAIL,
    REFUSED,
    /// No answer at all.
    SILENT,
    /// Not quite a trouble: absent names are answered without the SOA record that says how long to
    /// remember it, as some servers of block lists do.
    BARE
  }

  /// Without trouble, and without names.
  public static final Zone EMPTY = new Zone(Map.of(), Map.of(), Duration.ofMinutes(5));

  private final Map<String, Map<RecordType, List<DnsRecord>>> names;
  private final Map<String, Trouble> troubles;
  private final Duration ttl;

  Zone(
      Map<String, Map<RecordType, List<DnsRecord>>> names,
      Map<String, Trouble> troubles,
      Duration ttl) {
    this.names = names;
    this.troubles = troubles;
    this.ttl = ttl;
  }

  /// @throws IllegalArgumentException with the number of the line that is not understood
  public static Zone parse(String text) {
    return EMPTY.and(text);
  }

  /// This world and the lines of `text`.
  ///
  /// @throws IllegalArgumentException with the number of the line that is not understood
  public Zone and(String text) {
    Map<String, Map<RecordType, List<DnsRecord>>> more = new HashMap<>();
    names.forEach((name, types) -> {
      Map<RecordType, List<DnsRecord>> copy = new EnumMap<>(RecordType.class);
      types.forEach((type, records) -> copy.put(type, new ArrayList<>(records)));
      more.put(name, copy);
    });
    return new ZoneText(more, new HashMap<>(troubles), ttl).read(text);
  }

  /// How long answers may be remembered.
  public Duration ttl() {
    return ttl;
  }

  /// What is wrong with this name: the trouble written at it, or at the nearest name above it.
  public Optional<Trouble> trouble(String name) {
    for (String at = name; !at.isEmpty(); at = parent(at)) {
      Trouble trouble = troubles.get(at);
      if (trouble != null) {
        return Optional.of(trouble);
      }
    }
    return Optional.empty();
  }

  /// The records written at this very name, or at the wildcard that covers it; CNAMEs are not
  /// followed.
  public List<DnsRecord> records(String name, RecordType type) {
    return types(name).getOrDefault(type, List.of());
  }

  /// Whether the name exists: something is written at it, or below it.
  public boolean exists(String name) {
    return !types(name).isEmpty()
        || names.keySet().stream().anyMatch(known -> known.endsWith("." + name));
  }

  /// What a resolver would say of this world. [Trouble#SILENT] is a time-out that needs no time.
  public Answer answer(Question question) {
    String name = question.name();
    for (int links = 0; links <= MAX_CNAMES; links++) {
      Optional<Trouble> trouble = trouble(name).filter(found -> found != Trouble.BARE);
      if (trouble.isPresent()) {
        return trouble.get() == Trouble.SILENT
            ? Answer.NOT_IN_TIME
            : new Answer.Failed(trouble.get().name(), Answer.Failure.SERVER);
      }
      List<DnsRecord> records = records(name, question.type());
      if (!records.isEmpty()) {
        return new Answer.Found(records, ttl);
      }
      List<DnsRecord> alias = records(name, RecordType.CNAME);
      if (alias.isEmpty() || !(alias.getFirst() instanceof DnsRecord.Name(String target))) {
        return new Answer.Absent(
            exists(name) ? Answer.Why.NO_SUCH_RECORD : Answer.Why.NO_SUCH_NAME, ttl);
      }
      name = target;
    }
    return new Answer.Failed("the chain of CNAMEs is too long", Answer.Failure.SERVER);
  }

  private Map<RecordType, List<DnsRecord>> types(String name) {
    Map<RecordType, List<DnsRecord>> types = names.get(name);
    for (String above = parent(name); types == null && !above.isEmpty(); above = parent(above)) {
      types = names.get("*." + above);
    }
    return types == null ? Map.of() : types;
  }

  private static String parent(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
