package weir.listfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pairs of a sender and a recipient between whom no mail passes (the `badmailfromto` of qmail's
/// patches): one pair a line, blanks or tabs between, each side as in a list that is read
/// [plainly][ReadAs#PLAIN].
///
/// @param mistakes at most [ListFile#MOST_MISTAKES], each with file and line
public record PairFile(Pairs pairs, List<String> mistakes) {

  /// Pairs of a file.
  static final int MOST_PAIRS = 10_000;

  /// The pairs in memory: senders, and for each of them the recipients, found by the line of the
  /// sender.
  public static final class Pairs {
    private final EntryList senders;
    private final Map<Integer, EntryList> recipients;

    private Pairs(EntryList senders, Map<Integer, EntryList> recipients) {
      this.senders = senders;
      this.recipients = Map.copyOf(recipients);
    }

    /// The last line that has both.
    public Optional<EntryList.Match> find(Sought sender, Sought recipient) {
      for (EntryList.Match from : senders.find(sender)) {
        EntryList whom = recipients.get(from.line());
        List<EntryList.Match> to = whom == null ? List.of() : whom.find(recipient);
        if (!to.isEmpty()) {
          return Optional.of(to.getFirst());
        }
      }
      return Optional.empty();
    }
  }

  /// A sender and whom it cannot write to.
  private record Group(ListEntry sender, EntryList.Builder recipients) {}

  /// Reads a file of UTF-8 lines.
  public static PairFile read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new PairFile(pairs(Map.of()), List.of(file + " cannot be read: " + e.getMessage()));
    }
    Lines grammar = new Lines(Kind.SENDERS, ReadAs.PLAIN);
    Map<String, Group> bySender = new LinkedHashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (int i = 0; i < lines.size() && mistakes.size() < ListFile.MOST_MISTAKES; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      try {
        add(i + 1, line, grammar, bySender);
      } catch (IllegalArgumentException e) {
        mistakes.add(file + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
    return new PairFile(pairs(bySender), List.copyOf(mistakes));
  }

  private static void add(int number, String line, Lines grammar, Map<String, Group> bySender) {
    String[] sides = line.split("\\s+");
    if (sides.length != 2 || sides[0].startsWith("!") || sides[1].startsWith("!")) {
      throw new IllegalArgumentException("a line is SENDER RECIPIENT, without exceptions");
    }
    if (number > MOST_PAIRS) {
      throw new IllegalArgumentException("a file has at most " + MOST_PAIRS + " pairs");
    }
    grammar.read(
        number,
        sides[0],
        sender -> {
          Group group =
              bySender.computeIfAbsent(
                  sender.matcher().toString(), _ -> new Group(sender, new EntryList.Builder()));
          grammar.read(number, sides[1], group.recipients()::add);
        });
  }

  /// Each sender's line is here its place among the senders.
  private static Pairs pairs(Map<String, Group> bySender) {
    EntryList.Builder senders = new EntryList.Builder();
    Map<Integer, EntryList> recipients = new HashMap<>();
    for (Group group : bySender.values()) {
      int place = recipients.size() + 1;
      ListEntry sender = group.sender();
      senders.add(
          new ListEntry(place, sender.matcher(), sender.word(), sender.demand(), sender.said()));
      recipients.put(place, group.recipients().build());
    }
    return new Pairs(senders.build(), recipients);
  }
}
