package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import weir.tls.AnyCertificate;

/// A client that sends exactly the octets it is told to.
final class Talker implements AutoCloseable {

  /// Only a server that has forgotten us reaches it.
  private static final int PATIENCE_MILLIS = 30_000;

  private static final Duration DRIP = Duration.ofMillis(30);

  private Socket socket;
  private InputStream in;

  private Talker(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static Talker connect(int port) {
    return connect(InetAddress.getLoopbackAddress(), port);
  }

  /// @param from an address of this machine
  static Talker connect(InetAddress from, int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      return new Talker(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends the same again and again while others go on, as clients do that want to stay: often
  /// enough for every limit on silence. Until nobody takes it any more.
  void drip(String text) {
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          send(text);
          LockSupport.parkNanos(DRIP.toNanos());
        }
      } catch (UncheckedIOException e) {
        // the server has hung up
      }
    });
  }

  /// One character is one octet.
  void send(String text) {
    send(text.getBytes(ISO_8859_1));
  }

  Said ask(String command) {
    send(command + "\r\n");
    return hear();
  }

  /// MAIL, RCPT and DATA for a message to ann: 354, or what came in its place.
  Said begin() {
    return begin("ann@example.com");
  }

  private Said begin(String recipient) {
    Said mail = ask("MAIL FROM:<carl@example.net>");
    if (!mail.isPositive()) {
      return mail;
    }
    Said rcpt = ask("RCPT TO:<" + recipient + ">");
    return rcpt.isPositive() ? ask("DATA") : rcpt;
  }

  /// A whole transaction for ann.
  ///
  /// @param message lines with CRLF, dot-stuffed
  Said deliver(String message) {
    return deliver("ann@example.com", message);
  }

  /// As [#deliver(String)], for somebody else.
  Said deliver(String recipient, String message) {
    Said begun = begin(recipient);
    return begun.code() == 354 ? ask(message + ".") : begun;
  }

  Said hear() {
    try {
      List<String> lines = new ArrayList<>();
      while (true) {
        String line = line();
        if (line.isEmpty()) {
          return Said.CLOSED;
        }
        lines.add(line);
        if (line.length() < 4 || line.charAt(3) != '-') {
          return new Said(List.copyOf(lines));
        }
      }
    } catch (SocketException reset) {
      return Said.CLOSED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whatever is said from here on is read at once, and forgotten.
  void hearNoMore() {
    InputStream from = in;
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          byte[] some = new byte[64 * 1024];
          try {
            while (from.read(some) >= 0) {
              // Whatever it says.
            }
          } catch (IOException closed) {
            // By us, or by the server.
          }
        });
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        return line.toString(ISO_8859_1).stripTrailing();
      }
      line.write(octet);
    }
    return "";
  }

  /// TLS from here on, with any certificate; greets again.
  void secure() {
    ask("STARTTLS");
    encrypt();
    ask("EHLO mail.example.net");
  }

  private void encrypt() {
    try {
      socket = AnyCertificate.handshake(socket);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// TLS from the first octet on, and then the greeting.
  Said secureAtOnce() {
    encrypt();
    return hear();
  }

  /// Cuts the connection with a reset, as a client that died.
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
