package weir.agent.fence;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import weir.testkit.Until;
import weir.testkit.peers.Far;

/// A client that tries again and again, as fast as it can, in the network of whoever starts it.
final class Hammer {
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger tried = new AtomicInteger();
  private final Thread client;

  private Hammer(String to, int port) {
    client =
        Thread.ofPlatform()
            .start(() -> {
              while (going.get()) {
                if (Far.opensAtOnce(to, port)) {
                  opened.incrementAndGet();
                }
                tried.incrementAndGet();
              }
            });
  }

  /// One that has begun.
  static Hammer at(String to, int port) {
    Hammer hammer = new Hammer(to, port);
    Until.holds(() -> hammer.tried.get() > 10);
    return hammer;
  }

  /// Stops it.
  ///
  /// @return how often it got through
  int opened() throws InterruptedException {
    going.set(false);
    client.join();
    return opened.get();
  }

  int tried() {
    return tried.get();
  }
}
