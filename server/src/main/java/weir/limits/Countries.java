package weir.limits;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.config.Unreadable;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.net.PrefixTable;

/// Which country an address is in, as a table of the operator's says. Immutable.
///
/// A line is `NETWORK,COUNTRY`, or `FIRST,LAST,COUNTRY` as those sell and give them away who keep
/// such tables; each may be in quotation marks, and more columns may follow. Empty lines, `#`, and
/// countries that are no two letters (`-` and `ZZ` stand for nobody's) are passed over.
public final class Countries {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final String NOBODYS = "ZZ";

  /// Networks at most: all that are in use are some 600,000 ranges.
  static final int MOST = 5_000_000;

  /// No country is known.
  public static final Countries NONE = new Countries(PrefixTable.empty());

  private final PrefixTable<String> table;

  private Countries(PrefixTable<String> table) {
    this.table = table;
  }

  /// In two letters.
  public Optional<String> of(IpAddress address) {
    return table.find(address);
  }

  public int size() {
    return table.size();
  }

  /// What became of a file.
  public sealed interface Reading {
    record Good(Countries countries) implements Reading {}

    /// @param reason with the line, for people
    record Bad(String reason) implements Reading {}
  }

  /// Reads a table.
  public static Reading read(Path file) {
    PrefixTable.Builder<String> builder = PrefixTable.builder();
    Map<String, String> known = new HashMap<>(); // Of a million lines each country is one text.
    int number = 0;
    int networks = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] cells = line.replace("\"", "").strip().split("\\s*,\\s*", -1);
        if (cells[0].isEmpty() || cells[0].startsWith("#")) {
          continue;
        }
        String country = cells[isRange(cells) ? 2 : Math.min(1, cells.length - 1)];
        String code = country.toUpperCase(Locale.ROOT);
        if (!COUNTRY.matcher(code).matches() || code.equals(NOBODYS)) {
          continue;
        }
        List<IpPrefix> all = networks(cells);
        networks += all.size();
        if (networks > MOST) {
          return new Reading.Bad("%s: more than %,d networks".formatted(file, MOST));
        }
        String one = known.computeIfAbsent(code, it -> it);
        all.forEach(each -> builder.add(each, one));
      }
    } catch (IllegalArgumentException e) {
      return new Reading.Bad("%s:%d: %s".formatted(file, number, e.getMessage()));
    } catch (MalformedInputException e) {
      return new Reading.Bad(file + " is not UTF-8");
    } catch (IOException e) {
      return new Reading.Bad(file + " " + Unreadable.why(e));
    }
    return new Reading.Good(new Countries(builder.build()));
  }

  private static boolean isRange(String... cells) {
    return cells.length > 2 && IpAddress.parse(cells[1]).isPresent();
  }

  private static List<IpPrefix> networks(String... cells) {
    return isRange(cells)
        ? IpPrefix.covering(address(cells[0]), address(cells[1]))
        : List.of(IpPrefix.of(cells[0]));
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an IP address"));
  }
}
