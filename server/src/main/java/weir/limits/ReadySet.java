package weir.limits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import weir.config.Binding;

/// A file of limits that comes with Weir, to start from and to compare with.
public enum ReadySet {
  DEFAULT("Weir's own: where logins are used from, recipients who do not exist, and what is usual"),
  SPAMGUARD("in the style of SpamGuard: 40, 100 and 300 messages a sender in ten minutes"),
  CSF_STYLE("in the style of csf: 100 messages an hour for each script folder and login"),
  CPANEL_STYLE("in the style of cPanel: 200 and 500 recipients an hour for each domain"),
  DIRECTADMIN_STYLE(
      "in the style of DirectAdmin: 1,000 recipients a day for each account, 100 invalid ones an hour");

  private final String words;

  ReadySet(String words) {
    this.words = words;
  }

  /// As commands write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it is, for people.
  public String words() {
    return words;
  }

  public static Optional<ReadySet> named(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  /// The file.
  public String text() {
    String name = word() + ".toml";
    try (InputStream in = ReadySet.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("limits without their file: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file, read.
  Binding<Limits> read() {
    return Limits.read(text(), Path.of(word() + ".toml"));
  }

  /// What the file says.
  public Limits limits() {
    return switch (read()) {
      case Binding.Bound<Limits>(var limits, _) -> limits;
      case Binding.Refused<Limits>(var mistakes) ->
          throw new IllegalStateException(name() + ": " + mistakes);
    };
  }
}
