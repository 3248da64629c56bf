package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands after `rblsmtpd` on a command line.
///
/// @param sources what it asks, in this order
/// @param seconds how long its own little session may take; 0 for a refusal in place of the
///   greeting
/// @param program what it starts when it has nothing against the client
/// @param others options of forks and patches, with their values; what they do is not done here
/// @param mistake why it would not start at all
public record RblsmtpdOptions(
    List<Source> sources,
    int seconds,
    List<String> program,
    List<String> others,
    Optional<String> mistake) {

  /// How long the session lasts when nobody says so.
  public static final int SECONDS = 60;

  public RblsmtpdOptions {
    sources = List.copyOf(sources);
    program = List.copyOf(program);
    others = List.copyOf(others);
  }

  /// A list it asks. Options act from left to right, so each list has its own.
  public sealed interface Source {
    String zone();

    /// Whether a look-up that fails refuses (`-c`).
    boolean failClosed();

    /// `-r`: who is on it is refused.
    ///
    /// @param text of the A-record patch (`-r zone:TEXT`); empty where the list's TXT record tells
    /// @param forGood 553 instead of 451 (`-b`)
    record Block(String zone, Optional<String> text, boolean forGood, boolean failClosed)
        implements Source {}

    /// `-a`: who is on it is let in, whatever comes after.
    record Allow(String zone, boolean failClosed) implements Source {}
  }

  /// Reads the words after `rblsmtpd`.
  public static RblsmtpdOptions read(List<String> words) {
    return new Reader(words).read();
  }

  /// `getopt` as the program has it: letters may stand together, a value may hang on to its letter.
  private static final class Reader {
    private final List<String> words;
    private final List<Source> sources = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private int at;
    private int seconds = SECONDS;
    private boolean forGood;
    private boolean failClosed;
    private Optional<String> mistake = Optional.empty();

    Reader(List<String> words) {
      this.words = words;
    }

    RblsmtpdOptions read() {
      while (mistake.isEmpty() && at < words.size() && isOption(words.get(at))) {
        String word = words.get(at++);
        if (word.equals("--")) {
          break;
        }
        letters(word);
      }
      return new RblsmtpdOptions(
          sources, seconds, words.subList(at, words.size()), others, mistake);
    }

    private static boolean isOption(String word) {
      return word.length() > 1 && word.startsWith("-");
    }

    private void letters(String word) {
      for (int i = 1; i < word.length() && mistake.isEmpty(); i++) {
        switch (word.charAt(i)) {
          case 'b' -> forGood = true;
          case 'B' -> forGood = false;
          case 'c' -> failClosed = true;
          case 'C' -> failClosed = false;
          case 'i', 'W' -> others.add("-" + word.charAt(i));
          case 'r', 'a', 't', 'w', 'R', 'A' -> {
            valued(word.charAt(i), word.substring(i + 1));
            return;
          }
          default -> mistake = Optional.of("it knows no option -" + word.charAt(i));
        }
      }
    }

    private void valued(char letter, String attached) {
      if (attached.isEmpty() && at == words.size()) {
        mistake = Optional.of("nothing follows -" + letter);
        return;
      }
      String value = attached.isEmpty() ? words.get(at++) : attached;
      switch (letter) {
        case 't' -> seconds = digits(value);
        case 'w', 'R', 'A' -> others.add("-" + letter + " " + value);
        case 'a' -> sources.add(new Source.Allow(value, failClosed));
        default -> sources.add(block(value));
      }
    }

    private Source block(String value) {
      int colon = value.indexOf(':');
      return colon < 0
          ? new Source.Block(value, Optional.empty(), forGood, failClosed)
          : new Source.Block(
              value.substring(0, colon),
              Optional.of(value.substring(colon + 1)),
              forGood,
              failClosed);
    }

    /// As `scan_ulong`: the digits at the beginning, 0 without one.
    private static int digits(String text) {
      long value = 0;
      for (int i = 0; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
        value = Math.min(Integer.MAX_VALUE, value * 10 + text.charAt(i) - '0');
      }
      return (int) value;
    }
  }
}
