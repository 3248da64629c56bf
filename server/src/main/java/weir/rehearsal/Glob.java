package weir.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a line must look like: `*` is any text, `{name}` a text without blanks and brackets that is
/// the same wherever the dialog says `{name}`.
public record Glob(String text) {
  private static final Pattern SPECIAL = Pattern.compile("\\*|\\{([a-z]+)}");

  /// Whether the line as a whole looks like this.
  ///
  /// @param known what names stand for; a name met for the first time is added
  public boolean matches(String line, Map<String, String> known) {
    List<String> names = new ArrayList<>();
    Matcher matcher = regex(known, names).matcher(line);
    if (!matcher.matches()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      known.put(names.get(i), matcher.group(i + 1));
    }
    return true;
  }

  private Pattern regex(Map<String, String> known, List<String> names) {
    StringBuilder regex = new StringBuilder();
    Matcher special = SPECIAL.matcher(text);
    int from = 0;
    while (special.find()) {
      regex.append(Pattern.quote(text.substring(from, special.start())));
      String name = special.group(1);
      if (name == null) {
        regex.append(".*");
      } else if (known.containsKey(name)) {
        regex.append(Pattern.quote(known.get(name)));
      } else if (names.contains(name)) {
        regex.append('\\').append(names.indexOf(name) + 1);
      } else {
        names.add(name);
        regex.append("([^\\s\\[\\]]+)");
      }
      from = special.end();
    }
    regex.append(Pattern.quote(text.substring(from)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  @Override
  public String toString() {
    return text;
  }
}
