package weir.cli.accounts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// A content filter as amavis is one: it takes a message over SMTP, holds it until it is released,
/// gives it back to another port, and only then answers, with the answer that it got.
final class HoldingFilter implements AutoCloseable {
  private final ServerSocket door;
  private final CompletableFuture<Integer> back = new CompletableFuture<>();
  private final AtomicInteger holding = new AtomicInteger();

  HoldingFilter() throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return door.getLocalPort();
  }

  /// Messages that it has taken and not answered.
  int holding() {
    return holding.get();
  }

  /// Gives back what it holds, and all that comes later at once.
  ///
  /// @param port of 127.0.0.1
  void release(int port) {
    back.complete(port);
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Wire client = Wire.of(socket);
      List<String> envelope = new ArrayList<>();
      client.say("220 filter ESMTP");
      for (String line = client.hear(); line != null; line = client.hear()) {
        String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        switch (verb) {
          case "MAIL", "RCPT" -> {
            envelope.add(line);
            client.say("250 2.1.0 Ok");
          }
          case "DATA" -> {
            client.say("354 go on");
            client.say(handOn(envelope, client.content()));
            envelope.clear();
          }
          default -> client.say("250 filter");
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String handOn(List<String> envelope, List<String> content) throws IOException {
    holding.incrementAndGet();
    int port = back.join();
    holding.decrementAndGet();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Wire server = Wire.of(socket);
      server.hear();
      server.ask("HELO localhost");
      for (String line : envelope) {
        server.ask(line.replaceAll("> .*", ">"));
      }
      server.ask("DATA");
      content.forEach(server::send);
      return "250 2.0.0 from MTA(smtp:[127.0.0.1]:" + port + "): " + server.ask(".");
    }
  }

  private record Wire(BufferedReader in, OutputStream out) {
    static Wire of(Socket socket) throws IOException {
      return new Wire(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)),
          socket.getOutputStream());
    }

    String hear() throws IOException {
      return in.readLine();
    }

    void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }

    void send(String line) {
      try {
        say(line);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /// @throws IOException with the answer, where that is a refusal
    String ask(String line) throws IOException {
      say(line);
      String answer = hear();
      if (answer == null || answer.charAt(0) > '3') {
        throw new IOException(line + ": " + answer);
      }
      return answer;
    }

    /// Up to the line with a dot alone, which is not among them.
    List<String> content() throws IOException {
      List<String> lines = new ArrayList<>();
      for (String line = hear(); line != null && !line.equals("."); line = hear()) {
        lines.add(line);
      }
      return lines;
    }
  }

  @Override
  public void close() throws IOException {
    back.cancel(false);
    door.close();
  }
}
