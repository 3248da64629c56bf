package weir.takeover;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/// Descriptors of channels, and channels of descriptors.
///
/// The JDK gives a channel's number to nobody, and makes a channel only of descriptor 0
/// ([System#inheritedChannel]). What it has inside is reached by reflection, which the program's
/// manifest permits (`Add-Opens: java.base/sun.nio.ch`). All of that is in this class.
final class Descriptors {
  private Descriptors() {}

  /// Whether this JVM was started so that it works.
  static boolean available() {
    return ServerSocketChannel.class
        .getModule()
        .isOpen("sun.nio.ch", Descriptors.class.getModule());
  }

  static int of(Channel channel) throws IOException {
    try {
      Method number = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
      number.setAccessible(true);
      return (int) number.invoke(channel);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  /// A channel over a TCP socket that listens. It owns the descriptor from here on.
  static ServerSocketChannel listening(int descriptor) throws IOException {
    try {
      Method made = Class.forName("sun.nio.ch.IOUtil").getMethod("newFD", int.class);
      made.setAccessible(true);
      Constructor<?> channel =
          Class.forName("sun.nio.ch.ServerSocketChannelImpl")
              .getDeclaredConstructor(
                  SelectorProvider.class,
                  ProtocolFamily.class,
                  FileDescriptor.class,
                  boolean.class);
      channel.setAccessible(true);
      return (ServerSocketChannel)
          channel.newInstance(
              SelectorProvider.provider(),
              StandardProtocolFamily.INET,
              made.invoke(null, descriptor),
              true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  private static IOException unavailable(Exception e) {
    Throwable cause = e instanceof InvocationTargetException target ? target.getCause() : e;
    return new IOException(
        "this Java does not let descriptors be passed (start it with the launcher, or with"
            + " --add-opens java.base/sun.nio.ch=ALL-UNNAMED): "
            + cause,
        e);
  }
}
