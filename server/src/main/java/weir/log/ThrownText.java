package weir.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.mail.Visible;

/// What was thrown, with where, as the log shows it. Its messages may hold what strangers sent, so
/// each is one line and no order to a terminal.
final class ThrownText extends ThrowableProxyConverter {

  String of(IThrowableProxy thrown) {
    return throwableProxyToString(new Plain(thrown));
  }

  /// The same thing thrown, its messages made plain.
  private record Plain(IThrowableProxy thrown) implements IThrowableProxy {

    private static @Nullable String plain(@Nullable String message) {
      return message == null ? null : Visible.text(message);
    }

    @Override
    public @Nullable String getMessage() {
      return plain(thrown.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
      return plain(thrown.getOverridingMessage());
    }

    @Override
    public String getClassName() {
      return thrown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      return thrown.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
      return thrown.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
      return thrown.getCause() == null ? null : new Plain(thrown.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
      return Stream.of(thrown.getSuppressed()).map(Plain::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
      return thrown.isCyclic();
    }
  }
}
