package weir.likeness;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text as the words that a template has in common with itself: in lower case, without accents
/// and what nobody sees, and with a mark in the place of numbers, links, addresses and what looks
/// made by chance.
final class Words {
  private static final int ASCII = 0x7f;
  private static final String NUMBER = "#";
  private static final String LINK = "<link>";
  private static final String ADDRESS = "<address>";
  private static final String CHANCE = "<chance>";

  /// Letters of a word; what is longer is no word.
  private static final int LONGEST = 24;

  /// Consonants in a row that no word of a language has which can be told by its letters; German
  /// has one with eight (`Angstschweiß`), which becomes a mark each time.
  private static final int CONSONANTS = 6;

  private static final String VOWELS = "aeiouy";

  /// Letters that have no width, or look like a blank, and are no format characters (Unicode,
  /// Default_Ignorable_Code_Point).
  private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800\u034f";

  /// `shop.example/offer`, without a scheme: what a reader can click on in many programs.
  private static final Pattern BARE_LINK =
      Pattern.compile("(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}/.*", Pattern.DOTALL);

  /// Words of a line that counts. Shorter ones are salutations, names under a letter, buttons,
  /// cells of tables, and what was put at the end to make each copy another one.
  private static final int LINE = 5;

  private final Sites sites;
  private final List<String> words = new ArrayList<>();
  private final List<String> ofLines = new ArrayList<>();

  /// Where the line begins in all words.
  private int line;

  private Words(Sites sites) {
    this.sites = sites;
  }

  /// The words of the lines that count, where these have half of all words and enough to tell one
  /// text from another; else all.
  ///
  /// @param sites what links stand in the text is added to them
  static List<String> of(String text, Sites sites) {
    Words read = new Words(sites);
    String plain = plain(text);
    int from = -1;
    for (int i = 0; i <= plain.length() && read.words.size() < Likeness.WORDS; i++) {
      char c = i == plain.length() ? '\n' : plain.charAt(i);
      boolean isBlank = c == ' ' || c == '\n';
      if (isBlank && from >= 0) {
        read.piece(plain.substring(from, i));
        from = -1;
      } else if (!isBlank && from < 0) {
        from = i;
      }
      if (c == '\n') {
        read.lineEnd();
      }
    }
    return read.chosen();
  }

  private void lineEnd() {
    if (words.size() - line >= LINE) {
      ofLines.addAll(words.subList(line, words.size()));
    }
    line = words.size();
  }

  private List<String> chosen() {
    boolean areEnough = ofLines.size() * 2 >= words.size() && Template.suffice(ofLines);
    return areEnough ? ofLines : words;
  }

  /// What has a width, decomposed, without accents, in lower case; a letter of another width or
  /// form is the usual one.
  private static String plain(String text) {
    String whole = Normalizer.normalize(text, Normalizer.Form.NFKD);
    int end = Math.min(Likeness.CHARACTERS, whole.length());
    StringBuilder plain = new StringBuilder(end);
    for (int i = 0; i < end; ) {
      int c = whole.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        plain.append('\n');
      } else if (c < ' ' || Character.isSpaceChar(c)) {
        plain.append(' ');
      } else if (c < ASCII || isSeen(c)) {
        plain.appendCodePoint(Character.toLowerCase(c));
      }
    }
    return plain.toString();
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> FILLERS.indexOf(c) < 0;
    };
  }

  /// What stands between two blanks.
  private void piece(String piece) {
    int scheme = piece.indexOf("://");
    int web = piece.indexOf("www.");
    if (scheme >= 0 || web >= 0) {
      sites.add(ending(piece.substring(scheme >= 0 ? scheme + 1 : web)));
      add(LINK);
    } else if (piece.indexOf('@') > 0) {
      add(ADDRESS);
    } else if (piece.indexOf('/') > 0 && BARE_LINK.matcher(piece).matches()) {
      sites.add(piece);
      add(LINK);
    } else {
      split(piece);
    }
  }

  /// A link in a text ends before the brackets, quotes and signs around it.
  private static String ending(String link) {
    int end = 0;
    while (end < link.length() && "<>\"'()[]{},;|".indexOf(link.charAt(end)) < 0) {
      end++;
    }
    String bare = link.substring(0, end);
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }

  private void split(String piece) {
    int from = 0;
    for (int i = 0; i < piece.length(); ) {
      int c = piece.codePointAt(i);
      int next = i + Character.charCount(c);
      // Where no blanks stand between words, each sign is one.
      boolean isSign = c > ASCII && Character.isIdeographic(c);
      if (isSign || !Character.isLetterOrDigit(c)) {
        word(piece.substring(from, i));
        from = next;
      }
      if (isSign) {
        add(piece.substring(i, next));
      }
      i = next;
    }
    word(piece.substring(from));
  }

  private void word(String word) {
    if (word.isEmpty()) {
      return;
    }
    if (hasDigit(word)) {
      add(NUMBER);
    } else if (word.length() > LONGEST || isByChance(word)) {
      add(CHANCE);
    } else {
      add(word);
    }
  }

  private static boolean hasDigit(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isByChance(String word) {
    int row = 0;
    for (int i = 0; i < word.length() && row < CONSONANTS; i++) {
      char c = word.charAt(i);
      row = c >= 'a' && c <= 'z' && VOWELS.indexOf(c) < 0 ? row + 1 : 0;
    }
    return row == CONSONANTS;
  }

  /// Marks in a row are one: two numbers or three make no other template.
  private void add(String word) {
    boolean isMark = word.equals(NUMBER) || word.charAt(0) == '<';
    if (words.size() < Likeness.WORDS
        && !(isMark && !words.isEmpty() && words.getLast().equals(word))) {
      words.add(word);
    }
  }
}
