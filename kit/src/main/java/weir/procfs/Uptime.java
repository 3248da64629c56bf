package weir.procfs;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a machine has run, of `/proc/uptime`, with the time that it slept.
public final class Uptime {
  /// Ticks of `/proc` are hundredths of a second on every machine that has a JDK (USER_HZ).
  public static final long NANOS_A_TICK = 10_000_000;

  private static final Pattern LINE = Pattern.compile("(\\d{1,12})\\.(\\d\\d)\\s.*\\R?");

  private Uptime() {}

  /// In ticks; empty for what is no such line.
  public static OptionalLong ticks(String text) {
    Matcher line = LINE.matcher(text);
    return line.matches()
        ? OptionalLong.of(Long.parseLong(line.group(1)) * 100 + Long.parseLong(line.group(2)))
        : OptionalLong.empty();
  }
}
