package weir.imports;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import weir.config.ByteSize;
import weir.config.Durations;
import weir.config.Text;

/// Values as TOML writes them.
final class Toml {
  static final String TRUE = "true";
  static final String REJECT = "{reject = true}";
  static final String DEFER = "{defer = true}";

  private Toml() {}

  static String text(String text) {
    return Text.quoted(text);
  }

  static String texts(List<String> texts) {
    return texts.stream().map(Toml::text).collect(Collectors.joining(", ", "[", "]"));
  }

  static String bytes(long bytes) {
    return text(new ByteSize(bytes).toString());
  }

  static String seconds(long seconds) {
    return duration(Duration.ofSeconds(seconds));
  }

  static String duration(Duration time) {
    return text(Durations.text(time));
  }
}
