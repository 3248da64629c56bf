package weir.app;

import java.lang.reflect.Proxy;

/// Hears the signals of the operating system.
///
/// The JDK's class for it, sun.misc.Signal, is exported for just this and has no successor, but
/// javac warns of every mention and lets nobody silence it: so it is found by name.
@SuppressWarnings("ReferenceEquality") // a handler is itself and nobody else
final class Signals {
  private Signals() {}

  /// @param signal without `SIG`, such as `HUP`
  /// @param heard runs on a thread of its own
  static void on(String signal, Runnable heard) {
    try {
      Class<?> kind = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      Thread.ofPlatform().name("signal-" + signal).start(heard);
                      yield null;
                    }
                    case "equals" -> arguments != null && self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> signal;
                  });
      kind.getMethod("handle", kind, handler)
          .invoke(null, kind.getConstructor(String.class).newInstance(signal), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot hear SIG" + signal, e);
    }
  }
}
