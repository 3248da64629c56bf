package weir.main;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A next hop that reads SMTP by the letter of RFC 5321, octet by octet, and keeps the contents of
/// the messages it was given. Shares no code with what it checks.
final class HopMessages implements AutoCloseable {

  private final ServerSocket listener;
  private final List<String> contents = new ArrayList<>();

  HopMessages() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// The contents so far, one character an octet, dot-stuffing undone; forgets them.
  synchronized List<String> take() {
    List<String> taken = List.copyOf(contents);
    contents.clear();
    return taken;
  }

  private synchronized void add(String content) {
    contents.add(content);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> converse(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      say(out, "220 hop.example");
      while (true) {
        String line = upTo(in, "\r\n");
        switch (line.substring(0, Math.min(4, line.length()))) {
          case "EHLO" -> say(out, "250-hop.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 DSN");
          case "DATA" -> data(in, out);
          default -> say(out, "250 Ok");
        }
      }
    } catch (IOException e) {
      // The connection is over.
    }
  }

  private void data(InputStream in, OutputStream out) throws IOException {
    say(out, "354 Go");
    StringBuilder content = new StringBuilder();
    while (true) {
      String line = upTo(in, "\r\n");
      if (line.equals(".\r\n")) {
        add(content.toString());
        say(out, "250 Ok");
        return;
      }
      content.append(line.startsWith(".") ? line.substring(1) : line);
    }
  }

  private static String upTo(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith(end)) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the end");
      }
      read.append((char) octet);
    }
    return read.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
