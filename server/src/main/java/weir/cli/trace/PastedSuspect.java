package weir.cli.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.mail.Content;
import weir.mail.HeaderList;
import weir.net.IpAddress;
import weir.received.Received;
import weir.report.Quoting;
import weir.tracing.Reported;
import weir.tracing.Suspect;
import weir.tracing.Walk;

/// A message, or a header that was pasted, also quoted, as what can be traced of it.
final class PastedSuspect {
  private static final int VALUE = 1_000;
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,76}:.*");

  private PastedSuspect() {}

  /// @param from address from which the reporter says that he had it
  /// @param takenFrom host of ours that the message was taken from
  static Suspect read(byte[] message, Optional<IpAddress> from, Optional<String> takenFrom)
      throws IOException {
    String text = new String(message, StandardCharsets.ISO_8859_1);
    List<String> lines = header(unquoted(text.lines().toList()));
    byte[] octets = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    HeaderList header = HeaderList.read(Content.of(octets), HeaderList.Bounds.USUAL);
    return new Suspect(
        new Reported(
            header.values("Received", Walk.MOST, Received.LIMIT),
            from,
            Optional.empty(),
            takenFrom,
            List.of()),
        String.join("\n", lines),
        header.value("Message-ID", VALUE),
        header.value("Date", VALUE),
        header.value("Subject", VALUE));
  }

  /// Quoting is taken away where the Received fields are quoted.
  private static List<String> unquoted(List<String> lines) {
    boolean isQuoted =
        lines.stream().noneMatch(line -> line.regionMatches(true, 0, "Received:", 0, 9));
    return isQuoted ? lines.stream().map(Quoting::unquoted).toList() : lines;
  }

  /// From the first field on: people write a few words before what they paste, and some programs
  /// indent it. It ends at the empty line behind a Received field, or behind what has none.
  private static List<String> header(List<String> lines) {
    int begin = 0;
    while (begin < lines.size() && !FIELD.matcher(lines.get(begin)).matches()) {
      begin++;
    }
    List<String> header = new ArrayList<>();
    boolean hasReceived = false;
    for (String line : lines.subList(begin, lines.size())) {
      if (line.isBlank()) {
        if (hasReceived) {
          break;
        }
        header.clear();
        continue;
      }
      hasReceived |= line.regionMatches(true, 0, "Received:", 0, 9);
      header.add(line);
    }
    return header.isEmpty() ? lines : header;
  }
}
