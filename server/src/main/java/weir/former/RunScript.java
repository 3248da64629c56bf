package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The script that starts the SMTP service under tcpserver: `tcpserver … rblsmtpd … qmail-smtpd`.
///
/// @param start the words of the command, from `tcpserver` on, and the line it begins in; nothing
///   where the script starts no tcpserver
/// @param lines of the script that belong to the command
/// @param others lines that say something else
public record RunScript(Optional<Tcpserver> start, List<OldLine> lines, List<OldLine> others) {

  /// What is started.
  ///
  /// @param paranoid `-p`: a name counts only when it leads back to the address
  /// @param looksUp whether it asks for the client's name at all (not with `-H`)
  /// @param rules the file of `-x`
  /// @param limit of `-c`, where it is a number
  /// @param lists every rblsmtpd in front of the program, with the line it stands in
  public record Tcpserver(
      boolean paranoid,
      boolean looksUp,
      Optional<String> rules,
      Optional<String> limit,
      List<Listed> lists) {
    public Tcpserver {
      lists = List.copyOf(lists);
    }
  }

  /// An rblsmtpd.
  public record Listed(RblsmtpdOptions options, OldLine line) {}

  /// Options of tcpserver that take a value.
  private static final String VALUED = "cxBgubltiSC";

  /// Reads the script. Its variables stay as they are written.
  public static RunScript read(OldFile file) {
    List<OldLine> command = new ArrayList<>();
    List<OldLine> others = new ArrayList<>();
    boolean begun = false;
    boolean goesOn = false;
    for (OldLine line : file.lines()) {
      boolean starts =
          !begun && !line.saysNothing() && (named(line, "tcpserver") || named(line, "softlimit"));
      begun |= starts;
      if (starts || goesOn) {
        command.add(line);
      } else if (!line.saysNothing()) {
        others.add(line);
      }
      goesOn = (starts || goesOn) && line.stripped().endsWith("\\");
    }
    return new RunScript(start(command), command, others);
  }

  private static boolean named(OldLine line, String program) {
    return ShellWords.of(line.text()).stream().anyMatch(word -> isProgram(word, program));
  }

  private static boolean isProgram(String word, String program) {
    return word.equals(program) || word.endsWith("/" + program);
  }

  private record Word(String text, OldLine line) {}

  private static Optional<Tcpserver> start(List<OldLine> command) {
    List<Word> words = new ArrayList<>();
    for (OldLine line : command) {
      String text = line.stripped();
      String bare = text.endsWith("\\") ? text.substring(0, text.length() - 1) : text;
      ShellWords.of(bare).forEach(word -> words.add(new Word(word, line)));
    }
    for (int i = 0; i < words.size(); i++) {
      if (isProgram(words.get(i).text(), "tcpserver")) {
        return Optional.of(tcpserver(words.subList(i + 1, words.size())));
      }
    }
    return Optional.empty();
  }

  private static Tcpserver tcpserver(List<Word> words) {
    boolean paranoid = false;
    boolean looksUp = true;
    Optional<String> rules = Optional.empty();
    Optional<String> limit = Optional.empty();
    int at = 0;
    while (at < words.size() && words.get(at).text().startsWith("-")) {
      String letters = words.get(at++).text().substring(1);
      for (int i = 0; i < letters.length(); i++) {
        char letter = letters.charAt(i);
        paranoid = letter == 'p' || letter != 'P' && paranoid;
        looksUp = letter == 'h' || letter != 'H' && looksUp;
        if (VALUED.indexOf(letter) >= 0) {
          boolean attached = i + 1 < letters.length();
          String value =
              attached ? letters.substring(i + 1) : at < words.size() ? words.get(at++).text() : "";
          rules = letter == 'x' ? Optional.of(value) : rules;
          limit = letter == 'c' ? Optional.of(value) : limit;
          break;
        }
      }
    }
    return new Tcpserver(paranoid, looksUp, rules, limit, lists(words.subList(at, words.size())));
  }

  private static List<Listed> lists(List<Word> words) {
    List<Listed> lists = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (isProgram(words.get(i).text(), "rblsmtpd")) {
        List<String> arguments =
            words.subList(i + 1, words.size()).stream().map(Word::text).toList();
        lists.add(new Listed(RblsmtpdOptions.read(arguments), words.get(i).line()));
      }
    }
    return lists;
  }
}
