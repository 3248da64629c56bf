package weir.listfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// The first line is an address, the rest a list. The first octet says how the list is read.
final class ListFileFuzzTest {

  @FuzzTest
  void theIndexFindsWhatLookingAtEveryLineFinds(byte[] octets) {
    if (octets.length < 2 || octets.length > 2000) {
      return;
    }
    ReadAs readAs = ReadAs.values()[(octets[0] & 0xff) % ReadAs.values().length];
    List<String> lines = new String(octets, 1, octets.length - 1, UTF_8).lines().toList();
    if (lines.isEmpty()
        || !(PathParser.parse(lines.getFirst(), true) instanceof PathParser.Parsed parsed)) {
      return;
    }
    Sought sought = Sought.address((Path.Mailbox) parsed.path());
    List<String> list = lines.subList(1, lines.size());
    ListFile file = ListFile.of(list, Kind.SENDERS, readAs);
    assertThat(file.mistakes()).hasSizeLessThanOrEqualTo(ListFile.MOST_MISTAKES);
    if (file.mistakes().isEmpty()) {
      assertThat(decisive(file.list().find(sought))).isEqualTo(expected(list, readAs, sought));
    }
  }

  /// The lines that match down to the first one without a demand: no other is ever looked at.
  private static List<Integer> decisive(List<EntryList.Match> matches) {
    List<Integer> lines = new ArrayList<>();
    for (EntryList.Match match : matches) {
      lines.add(match.line());
      if (match.demand().equals(Demand.NOTHING)) {
        break;
      }
    }
    return lines.stream().distinct().toList();
  }

  /// The numbers of the lines that match, the last one first, as far as [#decisive] goes; of equal
  /// literals with the same demand the last one.
  private static List<Integer> expected(List<String> list, ReadAs readAs, Sought sought) {
    List<ListEntry> entries = new ArrayList<>();
    Lines grammar = new Lines(Kind.SENDERS, readAs);
    for (int i = 0; i < list.size(); i++) {
      grammar.read(i + 1, list.get(i), entries::add);
    }
    int decides =
        entries.stream()
            .filter(entry -> matches(entry.matcher(), sought))
            .filter(entry -> entry.demand().equals(Demand.NOTHING))
            .mapToInt(ListEntry::line)
            .max()
            .orElse(0);
    return entries.stream()
        .filter(entry -> entry.line() >= decides && matches(entry.matcher(), sought))
        .filter(entry -> entries.stream().noneMatch(later -> replaces(later, entry)))
        .map(ListEntry::line)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static boolean replaces(ListEntry later, ListEntry earlier) {
    return later.line() > earlier.line()
        && later.matcher() instanceof ListEntry.Literal
        && later.matcher().equals(earlier.matcher())
        && (later.demand().equals(Demand.NOTHING) || later.demand().equals(earlier.demand()));
  }

  private static boolean matches(ListEntry.Matcher matcher, Sought sought) {
    String text = sought.text();
    String domain = text.substring(sought.local());
    return switch (matcher) {
      case ListEntry.Literal(var key) ->
          key.equals(text)
              || key.equals("@" + domain)
              || key.equals(text.substring(0, sought.local()))
              || (key.startsWith(".") && domain.endsWith(key) && !domain.equals(key));
      case ListEntry.Wildmat(var glob) -> glob.matches(text);
      case ListEntry.Regex(var expression, _, var negated) ->
          Pattern.readIgnoringCase(expression) instanceof Reading.Good(var pattern)
              && pattern.find(text) != negated;
      case ListEntry.Host _ -> false;
    };
  }
}
