package weir.mail;

import java.util.List;
import java.util.Optional;

/// Reads the addresses of a From field: RFC 5322 section 3.4 with the obsolete forms of section 4.4
/// and the groups of RFC 6854. One pass; comments may be nested.
final class MailboxList {
  private final String text;
  private int at;

  /// The address in the making, without comments.
  private final StringBuilder word = new StringBuilder();

  /// Whether a blank stood in it where none may be: `Ann ann@example.com`.
  private boolean broken;

  private boolean blank;
  private boolean bracketed;

  private MailboxList(String text) {
    this.text = text;
  }

  /// @param value unfolded
  /// @param found gets the addresses up to the first fault
  /// @return what is wrong with it
  static Optional<String> read(String value, List<Path.Mailbox> found) {
    if (value.length() > Authors.LIMIT) {
      return Optional.of("the From field is too long");
    }
    try {
      new MailboxList(value).list(found);
      return found.isEmpty() && value.isEmpty()
          ? Optional.of("the From field is empty")
          : Optional.empty();
    } catch (Fault fault) {
      return Optional.of(fault.why);
    }
  }

  private void list(List<Path.Mailbox> found) throws Fault {
    boolean group = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ',' -> end(found);
        case ':' -> {
          if (group || bracketed) {
            throw new Fault("a colon stands in the From field where none may be");
          }
          group = true;
          begin();
        }
        case ';' -> {
          if (!group) {
            throw new Fault("a semicolon stands in the From field outside of a group");
          }
          group = false;
          end(found);
        }
        case '<' -> angle(found);
        case '>' -> throw new Fault("a bracket of the From field is never opened");
        default -> part(c);
      }
    }
    end(found);
    if (group) {
      throw new Fault("a group of the From field does not end");
    }
  }

  /// What stands in brackets; the name in front of them is dropped.
  private void angle(List<Path.Mailbox> found) throws Fault {
    if (bracketed) {
      throw new Fault("two addresses of the From field have no comma between them");
    }
    begin();
    while (at < text.length() && text.charAt(at) != '>') {
      part(text.charAt(at++));
    }
    if (at++ == text.length()) {
      throw new Fault("a bracket of the From field is never closed");
    }
    found.add(address());
    begin();
    bracketed = true;
  }

  private void part(char c) throws Fault {
    switch (c) {
      case ' ' -> blank = true;
      case '(' -> comment();
      case '"' -> quoted('"');
      case '[' -> quoted(']');
      default -> add(c);
    }
  }

  private void add(char c) {
    if (blank && !word.isEmpty() && c != '.' && c != '@') {
      char last = word.charAt(word.length() - 1);
      broken |= last != '.' && last != '@';
    }
    blank = false;
    word.append(c);
  }

  /// A quoted string or the address literal of a domain, as it stands.
  private void quoted(char end) throws Fault {
    add(text.charAt(at - 1));
    while (at < text.length()) {
      char c = text.charAt(at++);
      word.append(c);
      if (c == end) {
        return;
      }
      if (c == '\\' && at < text.length()) {
        word.append(text.charAt(at++));
      }
    }
    throw new Fault("a quotation of the From field does not end");
  }

  private void comment() throws Fault {
    blank = true;
    for (int depth = 1; at < text.length(); ) {
      switch (text.charAt(at++)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '\\' -> at++;
        default -> {}
      }
      if (depth == 0) {
        return;
      }
    }
    throw new Fault("a comment of the From field does not end");
  }

  private void begin() {
    word.setLength(0);
    broken = false;
    blank = false;
    bracketed = false;
  }

  /// The end of a mailbox or of a group. Lists of old have empty places (RFC 5322 section 4.4).
  private void end(List<Path.Mailbox> found) throws Fault {
    if (bracketed && !word.isEmpty()) {
      throw new Fault("something stands in the From field behind an address in brackets");
    }
    if (!word.isEmpty()) {
      found.add(address());
    }
    begin();
  }

  private Path.Mailbox address() throws Fault {
    if (!broken
        && PathParser.parse(word.toString(), true) instanceof PathParser.Parsed parsed
        && parsed.path() instanceof Path.Mailbox mailbox) {
      return mailbox;
    }
    throw new Fault("what stands in the From field is no address");
  }

  /// Costs no stack trace: anybody can cause it.
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1;
    private final String why;

    Fault(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
