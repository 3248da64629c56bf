package weir.cli.journal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.journal.Id;

/// Finds ids in what people paste: the bare id, a reply, a bounce, a Received line.
public final class PastedId {
  // In our replies the id stands in brackets at the end.
  private static final Pattern BRACKETED = Pattern.compile("\\[(\\w{%d})]".formatted(Id.LENGTH));
  private static final Pattern BARE = Pattern.compile("\\b\\w{%d}\\b".formatted(Id.LENGTH));

  private PastedId() {}

  /// What can be an id, the likeliest first.
  public static List<String> in(String text) {
    Set<String> ids = new LinkedHashSet<>();
    Matcher bracketed = BRACKETED.matcher(text);
    while (bracketed.find()) {
      add(ids, bracketed.group(1));
    }
    Matcher bare = BARE.matcher(text);
    while (bare.find()) {
      add(ids, bare.group());
    }
    return List.copyOf(ids);
  }

  private static void add(Set<String> ids, String text) {
    if (Id.looksLikeOne(text)) {
      ids.add(text.toLowerCase(Locale.ROOT));
    }
  }
}
