package weir.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import weir.maillog.Entrance;
import weir.net.IpAddress;

/// Exim's `ID-H` file: who handed a message in, its options, recipients and header fields.
///
/// Options are `-name value`; since 4.93 `--name` marks a value that came from outside. The
/// recipients that are done stand as a tree, whose nodes say whether others follow on their left
/// and right.
final class EximHeaderFile {
  /// Octets of a line that are kept.
  private static final int LINE = 4_096;

  private static final int MOST_OPTIONS = 2_000;

  /// Recipients that the file may have, done ones included.
  private static final int MOST_RECIPIENTS = 1_000_000;

  private static final char DELETED = '*';

  /// A header field, as a part of the file.
  record Field(long start, long end) {}

  private final FileWindow file;
  private long place;
  private final Map<String, String> options = new HashMap<>();
  private final Set<String> finished = new HashSet<>();
  private final Recipients open = new Recipients();
  private final Recipients done = new Recipients();
  private final List<Field> fields = new ArrayList<>();
  private String login = "";
  private OptionalLong uid = OptionalLong.empty();
  private Optional<String> sender = Optional.empty();
  private Optional<Instant> arrived = Optional.empty();

  private EximHeaderFile(FileWindow file) {
    this.file = file;
  }

  /// @param journal recipients that are done with and not yet in the tree
  static EximHeaderFile read(String id, FileWindow file, List<String> journal)
      throws IOException, BrokenFile {
    EximHeaderFile read = new EximHeaderFile(file);
    if (!read.line().equals(id + "-H")) {
      throw new BrokenFile("its first line is not its name");
    }
    read.finished.addAll(journal);
    read.submitter();
    read.envelope();
    String next = read.options();
    read.tree(next);
    read.recipients();
    read.headerFields();
    return read;
  }

  private String line() throws IOException, BrokenFile {
    long end = file.lineEnd(place, Long.MAX_VALUE);
    if (end >= file.size()) {
      throw new BrokenFile("it ends within its envelope");
    }
    byte[] text = new byte[(int) Math.min(end - place, LINE)];
    int have = file.copy(place, text, 0, text.length);
    place = end + 1;
    return new String(text, 0, have, StandardCharsets.UTF_8);
  }

  /// `LOGIN UID GID`; the name could have a space.
  private void submitter() throws IOException, BrokenFile {
    String line = line();
    int gid = line.lastIndexOf(' ');
    int number = gid < 0 ? -1 : line.lastIndexOf(' ', gid - 1);
    if (number < 0) {
      throw new BrokenFile("its second line names no user");
    }
    login = line.substring(0, number);
    uid = number(line.substring(number + 1, gid));
  }

  private void envelope() throws IOException, BrokenFile {
    String from = line();
    if (!from.startsWith("<") || !from.endsWith(">")) {
      throw new BrokenFile("its third line is no sender");
    }
    sender = Optional.of(from.substring(1, from.length() - 1));
    String times = line();
    int end = times.indexOf(' ');
    OptionalLong seconds = number(end < 0 ? times : times.substring(0, end));
    if (seconds.isPresent() && seconds.getAsLong() <= Instant.MAX.getEpochSecond()) {
      arrived = Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
    }
  }

  /// @return the line behind the options
  private String options() throws IOException, BrokenFile {
    String line = line();
    for (int count = 0; line.startsWith("-"); count++) {
      if (count == MOST_OPTIONS) {
        throw new BrokenFile("it has more than " + MOST_OPTIONS + " options");
      }
      option(line);
      line = line();
    }
    return line;
  }

  private void option(String line) throws BrokenFile {
    int start = line.startsWith("--") ? 2 : 1;
    if (line.startsWith("(", start)) { // since 4.97 the kind of look-up that a value is quoted for
      start = Math.max(start, line.indexOf(')') + 1);
    }
    int end = line.indexOf(' ', start);
    String name = end < 0 ? line.substring(start) : line.substring(start, end);
    String value = end < 0 ? "" : line.substring(end + 1);
    if (name.equals("acl") || name.equals("aclc") || name.equals("aclm")) {
      // NUMBER LENGTH, then so many octets, which may have lines, and an LF.
      OptionalLong length = number(value.substring(value.lastIndexOf(' ') + 1));
      if (length.isEmpty() || length.getAsLong() > file.size() - place) {
        throw new BrokenFile("the length of a variable is no length");
      }
      place += length.getAsLong() + 1;
      return;
    }
    options.putIfAbsent(name, value);
  }

  private void tree(String first) throws IOException, BrokenFile {
    if (first.equals("XX")) {
      return;
    }
    String line = first;
    long waiting = 1;
    for (int count = 0; count < MOST_RECIPIENTS; count++) {
      if (line.length() < 3 || line.charAt(2) != ' ' || !isBranch(line, 0) || !isBranch(line, 1)) {
        throw new BrokenFile("the tree of recipients that are done is broken");
      }
      finished.add(line.substring(3));
      waiting += (line.charAt(0) == 'Y' ? 1 : 0) + (line.charAt(1) == 'Y' ? 1 : 0) - 1;
      if (waiting == 0) {
        return;
      }
      line = line();
    }
    throw new BrokenFile("it has more than " + MOST_RECIPIENTS + " recipients that are done");
  }

  private static boolean isBranch(String line, int at) {
    return line.charAt(at) == 'Y' || line.charAt(at) == 'N';
  }

  private void recipients() throws IOException, BrokenFile {
    OptionalLong count = number(line());
    if (count.isEmpty() || count.getAsLong() > MOST_RECIPIENTS) {
      throw new BrokenFile("the number of its recipients is none");
    }
    for (long i = 0; i < count.getAsLong(); i++) {
      String address = address(line());
      (finished.contains(address) ? done : open).add(address);
    }
    if (!line().isEmpty()) {
      throw new BrokenFile("it has more recipients than it says");
    }
  }

  /// The address of a recipient's line, on which more may follow: errors address, DSN options. A
  /// quoted local part may have spaces.
  private static String address(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  /// `NNNF TEXT`: length, a letter for what the field is, and so many octets with their LF.
  private void headerFields() throws IOException, BrokenFile {
    while (file.at(place) >= 0) {
      long length = 0;
      long digits = place;
      while (file.at(place) >= '0' && file.at(place) <= '9' && place - digits < 10) {
        length = length * 10 + file.at(place++) - '0';
      }
      int kind = file.at(place);
      long start = place + 2;
      if (place == digits || file.at(place + 1) != ' ' || length > file.size() - start) {
        throw new BrokenFile("the length of a header field is no length");
      }
      place = start + length;
      if (kind != DELETED && length > 0) {
        fields.add(new Field(start, place));
      }
    }
  }

  private static OptionalLong number(String text) {
    try {
      long number = Long.parseLong(text);
      return number >= 0 ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  List<Field> fields() {
    return fields;
  }

  boolean isFrozen() {
    return options.containsKey("frozen");
  }

  /// @param body octets of the body
  /// @param owner of the file, who is Exim's own user
  QueuedMessage message(QueueFile from, long body, OptionalLong owner) {
    long header = fields.stream().mapToLong(field -> field.end() - field.start()).sum();
    return new QueuedMessage(
        from.id(),
        isFrozen() ? QueueState.HELD : from.state(),
        from.queue(),
        arrived,
        arrived,
        isOwnBounce(owner) ? Optional.empty() : Optional.of(entrance()),
        sender,
        open.kept(),
        done.kept(),
        open.count(),
        OptionalLong.of(header + 1 + body));
  }

  /// A bounce that Exim made. Any user may call it with `-E` and without a sender; nobody else can
  /// be Exim's user.
  private boolean isOwnBounce(OptionalLong owner) {
    return options.containsKey("localerror")
        && sender.filter(String::isEmpty).isPresent()
        && uid.isPresent()
        && uid.equals(owner);
  }

  private Entrance entrance() {
    Optional<String> host = value("host_address");
    if (host.isEmpty()) {
      return new Entrance.Program(uid, Optional.of(login).filter(name -> !name.isEmpty()));
    }
    int close = host.get().indexOf(']');
    boolean bracketed = host.get().startsWith("[") && close > 0;
    String address = bracketed ? host.get().substring(1, close) : host.get();
    String port =
        bracketed && close + 2 <= host.get().length() ? host.get().substring(close + 2) : "";
    OptionalLong number = number(port);
    return new Entrance.Client(
        IpAddress.parse(address),
        number.isPresent() && number.getAsLong() <= 65_535
            ? OptionalInt.of((int) number.getAsLong())
            : OptionalInt.empty(),
        value("host_name"),
        value("helo_name"),
        value("auth_id").map(name -> new Entrance.Login(value("host_auth").orElse("AUTH"), name)));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name)).filter(text -> !text.isEmpty());
  }
}
