package weir.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.dns.Zone;
import weir.net.IpAddress;

/// Reads a dialog file line by line. Whatever is not understood is a mistake with its place.
final class DialogParser {
  private static final String DEFAULT_LISTENER = "mx";
  private static final IpAddress DEFAULT_PEER = IpAddress.parse("192.0.2.10").orElseThrow();

  private final Path file;
  private final List<String> lines;
  private int number;

  private final StringBuilder shows = new StringBuilder();
  private String listener = DEFAULT_LISTENER;
  private Optional<IpAddress> peer = Optional.of(DEFAULT_PEER);
  private final List<String> dns = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Set<String> logins = new TreeSet<>();
  private final List<Step> steps = new ArrayList<>();
  private boolean talking;

  DialogParser(Path file, String text) {
    this.file = file;
    this.lines = text.lines().map(String::stripTrailing).toList();
  }

  DialogFile dialog() throws DialogMistake {
    readSentence();
    while (number < lines.size()) {
      String line = lines.get(number++);
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(line);
      }
    }
    if (!talking) {
      throw mistake("nobody says anything");
    }
    Setup setup = new Setup(listener, peer, dns, settings, files, logins);
    return new DialogFile(file, shows.toString(), setup, steps);
  }

  private void readSentence() throws DialogMistake {
    while (number < lines.size() && lines.get(number).startsWith("#")) {
      String text = lines.get(number++).substring(1).strip();
      shows.append(shows.isEmpty() || text.isEmpty() ? "" : " ").append(text);
    }
    if (shows.isEmpty()) {
      number = 1;
      throw mistake("a dialog begins with a comment that says what it shows: # A client ...");
    }
  }

  private void read(String line) throws DialogMistake {
    if (Character.isWhitespace(line.charAt(0))) {
      throw mistake("indented lines stand below message, file or hop ends only");
    }
    int at = number;
    String[] words = line.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    try {
      Step step = step(at, words[0], rest);
      if (step != null) {
        talking |= !step.surrounds();
        steps.add(step);
      } else if (talking) {
        throw new IllegalArgumentException(
            "\"" + words[0] + "\" stands too late: it holds from the start");
      } else {
        prepare(words[0], rest);
      }
    } catch (IllegalArgumentException e) {
      number = at;
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private DialogMistake mistake(String why) {
    return new DialogMistake(file, number, why);
  }

  private @Nullable Step step(int at, String word, String rest) {
    return switch (word) {
      case "client" -> new Step.Say(at, (rest + "\r\n").getBytes(UTF_8));
      case "raw" -> new Step.Say(at, Words.octets(rest));
      case "base64" -> new Step.Say(at, base64("", Words.octets(rest)));
      case "login" -> new Step.Say(at, login(rest));
      case "message" -> new Step.Say(at, stuffed(requiredBlock()));
      case "server" -> new Step.Server(at, pattern(rest));
      case "without" -> new Step.Without(at, pattern(rest));
      case "within" -> new Step.Within(at, Words.time(rest));
      case "closed" -> alone(word, rest, new Step.Closed(at));
      case "hang-up" -> alone(word, rest, new Step.HangUp(at));
      case "tls" -> alone(word, rest, new Step.Secure(at));
      case "as" -> as(at, rest);
      case "later" -> new Step.Later(at, Words.time(rest));
      case "operator" -> new Step.Operator(at, Words.split(needed(word, rest)));
      case "hop" -> hop(at, rest);
      case "state" -> state(at, rest);
      case "held" -> held(at, needed(word, rest));
      case "journal" ->
          new Step.Journal(at, Words.split(needed(word, rest)).stream().map(Glob::new).toList());
      default -> null;
    };
  }

  private static Step held(int at, String rest) {
    return rest.equals("nothing")
        ? new Step.HeldNothing(at)
        : new Step.Held(at, Words.split(rest).stream().map(Glob::new).toList());
  }

  private static Step state(int at, String rest) {
    return switch (rest) {
      case "fails" -> new Step.StateActs(at, true);
      case "answers" -> new Step.StateActs(at, false);
      default ->
          throw new IllegalArgumentException("\"state fails\" or \"state answers\" is expected");
    };
  }

  private void prepare(String word, String rest) {
    switch (word) {
      case "peer" -> peer = peer(needed(word, rest));
      case "listener" -> listener = needed(word, rest);
      case "dns" -> {
        Zone.parse(needed(word, rest));
        dns.add(rest);
      }
      case "setting" -> setting(rest);
      case "file" -> files.put(needed(word, rest), requiredBlock().replace("\r\n", "\n"));
      default ->
          throw new IllegalArgumentException(
              "\"" + word + "\" is no word of dialogs, docs/manual/dialogs.md lists them");
    }
  }

  private static Optional<IpAddress> peer(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    return Optional.of(
        IpAddress.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("no address: " + text)));
  }

  private void setting(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("\"setting KEY = VALUE\" is expected, as in weir.toml");
    }
    settings.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  private static Step as(int at, String text) {
    String[] words = text.split("\\s+");
    if (words[0].isEmpty() || words.length > 2) {
      throw new IllegalArgumentException("\"as NAME\" or \"as NAME ADDRESS\" is expected");
    }
    return new Step.As(at, words[0], words.length > 1 ? peer(words[1]) : Optional.empty());
  }

  private Step hop(int at, String rest) {
    HopAct act = HopAct.parse(rest);
    if (act != null) {
      return new Step.HopActs(at, act);
    }
    HopCheck check = HopCheck.parse(rest, block().map(text -> text.getBytes(UTF_8)));
    if (check == null) {
      throw new IllegalArgumentException("\"hop " + rest + "\" is not understood");
    }
    return new Step.HopGot(at, check);
  }

  private static Glob pattern(String text) {
    if (!text.matches("[2-5*].*")) {
      throw new IllegalArgumentException("a reply is expected, such as: 250 2.1.5 *");
    }
    return new Glob(text);
  }

  private byte[] login(String text) {
    List<String> words = Words.split(text);
    if (words.size() != 2) {
      throw new IllegalArgumentException("\"login NAME PASSWORD\" is expected");
    }
    logins.add(words.get(0));
    String plain = "\0" + words.get(0) + "\0" + words.get(1);
    return base64("AUTH PLAIN ", plain.getBytes(UTF_8));
  }

  private static byte[] base64(String before, byte[] octets) {
    return (before + Base64.getEncoder().encodeToString(octets) + "\r\n").getBytes(UTF_8);
  }

  private static <T> T alone(String word, String rest, T step) {
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("nothing stands behind \"" + word + "\"");
    }
    return step;
  }

  private static String needed(String word, String rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("something must stand behind \"" + word + "\"");
    }
    return rest;
  }

  /// RFC 5321 section 4.5.2: a dot is put before a line that begins with one; a lone one ends it.
  private static byte[] stuffed(String message) {
    String onWire = ("\r\n" + message).replace("\r\n.", "\r\n..").substring(2);
    return (onWire + ".\r\n").getBytes(UTF_8);
  }

  private String requiredBlock() {
    return block()
        .orElseThrow(() -> new IllegalArgumentException("indented lines are expected below"));
  }

  /// The indented lines that follow, without their indentation (that of the first), ended by CR LF.
  private Optional<String> block() {
    int end = number;
    for (int i = number; i < lines.size() && (lines.get(i).isEmpty() || indented(i)); i++) {
      end = lines.get(i).isEmpty() ? end : i + 1;
    }
    if (end == number) {
      return Optional.empty();
    }
    String first = lines.get(number);
    int indentation = first.length() - first.stripLeading().length();
    StringBuilder block = new StringBuilder();
    for (; number < end; number++) {
      String line = lines.get(number);
      int own = line.length() - line.stripLeading().length();
      block.append(line.substring(Math.min(indentation, own))).append("\r\n");
    }
    return Optional.of(block.toString());
  }

  private boolean indented(int index) {
    return Character.isWhitespace(lines.get(index).charAt(0));
  }
}
