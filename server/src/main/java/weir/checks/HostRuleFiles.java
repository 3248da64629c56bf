package weir.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.hostrules.HostsAccess;
import weir.hostrules.HostsAccess.Named;
import weir.hostrules.Remark;
import weir.hostrules.Rule;
import weir.hostrules.Tcprules;

/// The rule files that the settings name, as they are at this moment.
///
/// @param tcprules without any rule where none is named
/// @param access without any rule where none is named
record HostRuleFiles(Tcprules tcprules, HostsAccess access) {

  /// Octets of a file that a pattern of hosts.allow names. A larger one counts as not there.
  private static final long LARGEST_PATTERN_FILE = 64L << 20;

  /// The files that the settings name.
  ///
  /// @throws UncheckedIOException when one cannot be read: without its rules nobody would be denied
  static HostRuleFiles read(HostRulesSettings settings) {
    return read(settings.tcprules(), settings.hostsAllow(), settings.hostsDeny());
  }

  static HostRuleFiles read(Optional<Path> tcprules, Optional<Path> allow, Optional<Path> deny) {
    Named rules = named(tcprules);
    return new HostRuleFiles(
        Tcprules.parse(rules.file(), rules.text()),
        HostsAccess.parse(named(allow), named(deny), HostRuleFiles::patterns));
  }

  /// Those of tcp_wrappers first.
  List<Rule> rules() {
    return Stream.concat(access.rules().stream(), tcprules.rules().stream()).toList();
  }

  boolean isEmpty() {
    return rules().isEmpty();
  }

  /// Everything that is to be said of the lines, whether it keeps the file from being used or not.
  List<Remark> remarks() {
    List<Remark> all = new ArrayList<>(access.remarks());
    all.addAll(tcprules.remarks());
    return all;
  }

  private static Named named(Optional<Path> file) {
    return new Named(file.map(Path::toString).orElse(""), file.map(HostRuleFiles::text).orElse(""));
  }

  /// Any octets will do: names and addresses are ASCII, and what is not matches nobody.
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A pattern file that is not there matches nobody, as in the original.
  private static Optional<String> patterns(String path) {
    try {
      Path file = Path.of(path);
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST_PATTERN_FILE
          ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
