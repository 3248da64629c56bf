package weir.checkup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import weir.files.Durable;
import weir.vitals.Vital;
import weir.vitals.Vitals;

/// What is usual of the servers, kept over a restart: a line for each hour of each vital.
final class VitalsFile {
  private static final String NAME = "vitals.tsv";
  private static final int COLUMNS = 4;

  private final Path file;

  /// @param folder of the server
  VitalsFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /// What was kept; lines that cannot be read are left out.
  List<Vitals.Hour> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Vitals.Hour> hours = new ArrayList<>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      hour(line.split("\t", -1)).ifPresent(hours::add);
    }
    return hours;
  }

  private static Optional<Vitals.Hour> hour(String[] cells) {
    if (cells.length != COLUMNS) {
      return Optional.empty();
    }
    try {
      return Arrays.stream(Vital.values())
          .filter(vital -> vital.word().equals(cells[1]))
          .findFirst()
          .map(vital ->
              new Vitals.Hour(
                  cells[0], vital, Long.parseLong(cells[2]), Double.parseDouble(cells[3])));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  void write(List<Vitals.Hour> hours) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Vitals.Hour each : hours) {
      text.append(each.host().replaceAll("[\\t\\n\\r]", " "))
          .append('\t')
          .append(each.vital().word())
          .append('\t')
          .append(each.hour())
          .append('\t')
          .append(each.worst())
          .append('\n');
    }
    Durable.replace(file, out -> out.write(text.toString().getBytes(UTF_8)));
  }
}
