package weir.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Opens connections over STARTTLS, says EHLO on each and holds them until its input ends: `TlsHold
/// PORT COUNT`. Prints how many it holds, and for each line of its input how many of ten newcomers
/// were greeted within a second.
final class TlsHold {
  private static final int AT_ONCE = 32;
  private static final int NEWCOMERS = 10;
  private static final int PATIENCE_MILLIS = 1_000;
  private static final int OPENING_MINUTES = 3;

  private TlsHold() {}

  static void main(String[] args)
      throws GeneralSecurityException, InterruptedException, IOException {
    int port = Integer.parseInt(args[0]);
    int count = Integer.parseInt(args[1]);
    TlsClient client = new TlsClient(new LongAdder());
    List<StarttlsSession> held = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger failed = new AtomicInteger();
    ExecutorService opening = Executors.newFixedThreadPool(AT_ONCE);
    for (int i = 0; i < count; i++) {
      String name = "server" + i;
      opening.execute(() -> {
        try {
          held.add(new StarttlsSession(port, client, name));
        } catch (IOException e) {
          if (failed.incrementAndGet() == 1) {
            System.err.println(e.getMessage());
          }
        }
      });
    }
    opening.shutdown();
    if (!opening.awaitTermination(OPENING_MINUTES, TimeUnit.MINUTES)) {
      opening.shutdownNow();
    }
    System.out.println(held.size());
    while (System.in.read() >= 0) {
      System.out.println(greeted(port));
    }
    Runtime.getRuntime().halt(0);
  }

  private static int greeted(int port) {
    int greeted = 0;
    for (int i = 0; i < NEWCOMERS; i++) {
      try (Socket newcomer = new Socket()) {
        newcomer.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        newcomer.setSoTimeout(PATIENCE_MILLIS);
        if (newcomer.getInputStream().read() == '2') {
          greeted++;
        }
      } catch (IOException e) {
        System.err.println("a newcomer: " + e.getMessage());
      }
    }
    return greeted;
  }
}
