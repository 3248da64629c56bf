package weir.proof;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// The kinds of clients of a [Soak].
enum SoakClient {
  /// Up to five messages, some of them too long for memory.
  GOOD(3) {
    @Override
    void use(SoakSession session) {
      session.greet();
      for (int n = session.chance().nextInt(5); n >= 0 && session.deliver(); n--) {
        // On to the next.
      }
    }
  },
  /// Is told no: nobody of that name, somebody else's domain; or anything, where its address is
  /// among the first 63, which the server blocks.
  REFUSED(2) {
    @Override
    void use(SoakSession session) {
      session.greet();
      session.ask("MAIL FROM:<carl@example.net>");
      session.ask("RCPT TO:<nobody@example.com>");
      session.ask("RCPT TO:<ann@elsewhere.example>");
      session.ask("DATA");
      session.ask("QUIT");
    }
  },
  /// Sends octet by octet, and breathes between them.
  SLOW(4) {
    @Override
    void use(SoakSession session) {
      session.greet();
      session.deliverSlowly(Duration.ofMillis(5));
    }
  },
  /// 5 MB at once, and a rest.
  BIG(1) {
    @Override
    void use(SoakSession session) {
      session.greet();
      session.deliver(5_000_000);
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }
  },
  /// Goes away in mid-message, ends lines wrongly, talks garbage.
  BROKEN(2) {
    @Override
    void use(SoakSession session) {
      switch (session.chance().nextInt(4)) {
        case 0 -> session.leaveWithin(10_000);
        case 1 -> session.leaveWithin(600_000);
        case 2 -> session.sendBareLineFeeds();
        default -> session.sendGarbage();
      }
    }
  },
  /// With TLS.
  SECURE(2) {
    @Override
    void use(SoakSession session) {
      session.greet();
      session.secure();
      session.deliver();
    }
  };

  /// Addresses of each kind, 127.10.0.1 and up, 127.11.0.1 and up, and so on.
  static final int ADDRESSES = 200;

  private static final int FIRST_NETWORK = 10;

  private final int atOnce;

  SoakClient(int atOnce) {
    this.atOnce = atOnce;
  }

  /// A whole session but for its first connection and its close.
  ///
  /// @throws UncheckedIOException when the server has gone away
  abstract void use(SoakSession session);

  /// How many there are at a time.
  int atOnce() {
    return atOnce;
  }

  /// @param number from 1 to [#ADDRESSES]
  InetAddress address(int number) {
    try {
      byte[] octets = {127, (byte) (FIRST_NETWORK + ordinal()), 0, (byte) number};
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  InetAddress anyAddress(Random chance) {
    return address(1 + chance.nextInt(ADDRESSES));
  }
}
