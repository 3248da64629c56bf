package weir.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What is known of public lists: facts for people, and for what may be asked of which. None of
/// them is in use because it stands here.
public final class Catalogue {
  private static final String RESOURCE = "catalogue.txt";
  private static final Map<String, Entry> ENTRIES = read();

  private Catalogue() {}

  /// @param zone the list's name in the DNS
  /// @param lists what it lists, a sentence
  /// @param codes its answers and what each means
  /// @param errors answers that mean that it does not serve us, beside 127.255.255.0/24
  /// @param terms who may use it how, a sentence
  /// @param see where its terms stand
  /// @param asOf the day of this knowledge
  /// @param dead what became of it; empty for one that is alive
  public record Entry(
      String zone,
      Kind kind,
      String lists,
      Map<String, String> codes,
      List<String> errors,
      String terms,
      String see,
      String asOf,
      Optional<String> dead) {
    public Entry {
      errors = List.copyOf(errors);
    }
  }

  /// What a list is for.
  public enum Kind {
    /// Addresses one may refuse: `[checks.dnsbl]`.
    BLOCK,
    /// Addresses one may let in: `[checks.dnswl]`.
    ALLOW,
    /// Domains one may refuse: `[checks.name-lists]`.
    NAMES;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// All of them, the living first, in the order of the file.
  public static List<Entry> all() {
    return List.copyOf(ENTRIES.values());
  }

  /// What is known of this zone, or of the zone above it that it is a part of.
  public static Optional<Entry> find(String zone) {
    String at = zone.toLowerCase(Locale.ROOT);
    while (true) {
      Entry entry = ENTRIES.get(at);
      int dot = at.indexOf('.');
      if (entry != null || dot < 0) {
        return Optional.ofNullable(entry);
      }
      at = at.substring(dot + 1);
    }
  }

  private static Map<String, Entry> read() {
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      Map<String, Entry> entries = new LinkedHashMap<>();
      for (String block :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\\s*\n", -1)) {
        entry(block).ifPresent(entry -> entries.put(entry.zone(), entry));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One block of lines, each a word and what belongs to it.
  private static Optional<Entry> entry(String block) {
    Map<String, List<String>> lines = new HashMap<>();
    for (String line : block.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.strip().split("\\s+", 2);
        lines.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> codes = new LinkedHashMap<>();
    for (String code : lines.getOrDefault("code", List.of())) {
      String[] parts = code.split("\\s+", 2);
      codes.put(parts[0], parts[1]);
    }
    return Optional.of(
        new Entry(
            one(lines, "zone"),
            Kind.valueOf(one(lines, "kind").toUpperCase(Locale.ROOT)),
            one(lines, "lists"),
            codes,
            lines.getOrDefault("error", List.of()),
            one(lines, "terms"),
            one(lines, "see"),
            one(lines, "as-of"),
            lines.getOrDefault("dead", List.of()).stream().findFirst()));
  }

  private static String one(Map<String, List<String>> lines, String word) {
    List<String> values = lines.get(word);
    if (values == null || values.size() != 1) {
      throw new IllegalStateException("the catalogue wants one line \"" + word + "\": " + lines);
    }
    return values.getFirst();
  }
}
