package weir.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;

/// The first line is a recipient, the rest the table that a panel wrote.
final class RoutingMapFuzzTest {

  private static final MapNames NAMES =
      new MapNames(Set.of("inside", "other"), Set.of("default", "strict"));
  private static final Pattern WORD =
      Pattern.compile(
          "hop=(?:inside|other)|policy=(?:default|strict)|recipients=(?:map|call-forward)");

  @FuzzTest
  void aRecipientHasTheLineThatNamesIt(byte[] octets) {
    if (octets.length > 4000) {
      return;
    }
    List<String> lines = new String(octets, UTF_8).lines().toList();
    if (lines.isEmpty()
        || !(PathParser.parse(lines.getFirst(), true) instanceof PathParser.Parsed parsed)
        || !(parsed.path() instanceof Path.Mailbox recipient)) {
      return;
    }
    List<String> table = lines.subList(1, lines.size());
    RoutingMap.Reading reading = RoutingMap.read(table, NAMES);
    for (RoutingMap.Mistake mistake : reading.mistakes()) {
      assertThat(mistake.line()).isBetween(1, table.size());
      assertThat(mistake.reason()).isNotBlank();
    }
    if (reading.mistakes().isEmpty()) {
      String domain = recipient.domain().name();
      assertThat(reading.map().line(domain)).isEqualTo(named(table, domain));
      assertThat(reading.map().above(domain)).isEqualTo(above(table, domain));
    }
  }

  private static Optional<MapLine> above(List<String> table, String domain) {
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      Optional<MapLine> line = named(table, domain.substring(dot));
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private static Optional<MapLine> named(List<String> table, String name) {
    for (String line : table) {
      String[] words = line.strip().split("\\s+");
      if (!words[0].startsWith("#") && spelled(words[0]).equals(name)) {
        return Optional.of(said(words));
      }
    }
    return Optional.empty();
  }

  private static String spelled(String written) {
    boolean isBelow = written.startsWith(".");
    Optional<Domain> domain = Domain.parse(isBelow ? written.substring(1) : written);
    return domain.map(each -> (isBelow ? "." : "") + each.name()).orElse("");
  }

  private static MapLine said(String[] words) {
    MapLine said = MapLine.NOTHING;
    for (int n = 1; n < words.length; n++) {
      Matcher word = WORD.matcher(words[n]);
      assertThat(word.matches()).isTrue();
      String value = words[n].substring(words[n].indexOf('=') + 1);
      said =
          switch (words[n].charAt(0)) {
            case 'h' -> new MapLine(Optional.of(value), said.policy(), said.recipients());
            case 'p' -> new MapLine(said.hop(), Optional.of(value), said.recipients());
            default -> new MapLine(said.hop(), said.policy(), MapLine.recipients(value));
          };
    }
    return said;
  }
}
