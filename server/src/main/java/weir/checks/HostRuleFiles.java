package weir.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.hostrules.HostsAccess;
import weir.hostrules.HostsAccess.Named;
import weir.hostrules.Remark;
import weir.hostrules.Tcprules;

/// The rule files that the settings name, as they are at this moment.
///
/// @param tcprules without any rule where none is named
/// @param access without any rule where none is named
record HostRuleFiles(Tcprules tcprules, HostsAccess access) {

  /// Octets of a file that a pattern of hosts.allow names. A larger one counts as not there.
  private static final long LARGEST_PATTERN_FILE = 64L << 20;

  /// What cannot be read is empty here: that it cannot be is told where its key stands.
  static HostRuleFiles read(HostRulesSettings settings) {
    Tcprules tcprules =
        Tcprules.parse(
            name(settings.tcprules()), settings.tcprules().flatMap(HostRuleFiles::text).orElse(""));
    HostsAccess access =
        HostsAccess.parse(
            named(settings.hostsAllow()), named(settings.hostsDeny()), HostRuleFiles::patterns);
    return new HostRuleFiles(tcprules, access);
  }

  boolean isEmpty() {
    return tcprules.rules().isEmpty() && access.rules().isEmpty();
  }

  /// Everything that is to be said of the lines, whether it keeps the file from being used or not.
  List<Remark> remarks() {
    List<Remark> all = new ArrayList<>(access.remarks());
    all.addAll(tcprules.remarks());
    return all;
  }

  private static Named named(Optional<Path> file) {
    return new Named(name(file), file.flatMap(HostRuleFiles::text).orElse(""));
  }

  private static String name(Optional<Path> file) {
    return file.map(Path::toString).orElse("");
  }

  /// Any octets will do: names and addresses are ASCII, and what is not matches nobody.
  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A pattern file that is not there matches nobody, as in the original.
  private static Optional<String> patterns(String path) {
    try {
      Path file = Path.of(path);
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST_PATTERN_FILE
          ? text(file)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
