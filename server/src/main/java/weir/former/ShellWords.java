package weir.former;

import java.util.ArrayList;
import java.util.List;

/// Words of a command line as a shell would split them, without its variables and commands.
public final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;

  private ShellWords(String text) {
    this.text = text;
  }

  /// Quotes and backslashes are taken away; `$VARIABLE` stays as it is written.
  public static List<String> of(String text) {
    ShellWords split = new ShellWords(text);
    split.split();
    return List.copyOf(split.words);
  }

  private void split() {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        add(text.charAt(++i));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        end();
      } else {
        add(c);
      }
    }
    end();
  }

  private void add(char c) {
    word.append(c);
    begun = true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
    }
    word.setLength(0);
    begun = false;
  }
}
