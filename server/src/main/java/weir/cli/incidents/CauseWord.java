package weir.cli.incidents;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine;
import weir.incident.Cause;

/// What was behind an incident, as commands write it: `customer-error`.
final class CauseWord implements CommandLine.ITypeConverter<Cause>, Iterable<String> {
  @Override
  public Cause convert(String word) {
    return Arrays.stream(Cause.values())
        .filter(cause -> word(cause).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new CommandLine.TypeConversionException(
                "\"%s\" is none of %s".formatted(word, String.join(", ", this))));
  }

  private static String word(Cause cause) {
    return cause.words().replace(' ', '-');
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Cause.values()).map(CauseWord::word).iterator();
  }
}
