package weir.complaints;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import weir.config.Endpoint;

/// Something that speaks IMAP as the test wants it, on a port of 127.0.0.1.
final class ScriptedImap implements AutoCloseable {
  /// What a server says that has nothing.
  static final String QUIET = "* OK [UIDVALIDITY 1] fine\r\n";

  /// Answers a command, without its tag; `@` in what it says stands for the tag.
  @FunctionalInterface
  interface Script extends Function<String, Optional<String>> {}

  private final ServerSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Script script;
  private final String greeting;
  private volatile String last = "";

  private ScriptedImap(ServerSocket socket, String greeting, Script script) {
    this.socket = socket;
    this.greeting = greeting;
    this.script = script;
  }

  static ScriptedImap start(String greeting, Script script) throws IOException {
    ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    ScriptedImap imap = new ScriptedImap(socket, greeting, script);
    Thread.ofVirtual().start(imap::accept);
    return imap;
  }

  /// A server with a folder of what the script says of it; for all else it is a usual one.
  static ScriptedImap usual(Script script) throws IOException {
    return start(
        "* OK ready\r\n", command -> script.apply(command).or(() -> Optional.of(usual(command))));
  }

  private static String usual(String command) {
    if (command.startsWith("CAPABILITY")) {
      return "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR UIDPLUS MOVE\r\n@ OK\r\n";
    }
    if (command.startsWith("SELECT")) {
      return QUIET + "@ OK [READ-WRITE] open\r\n";
    }
    return command.startsWith("UID SEARCH") ? "* SEARCH\r\n@ OK\r\n" : "@ OK\r\n";
  }

  Endpoint at() {
    return new Endpoint("127.0.0.1", socket.getLocalPort());
  }

  /// The connection ends behind the answer to this command.
  void closeAfter(String command) {
    last = command;
  }

  /// The commands of all connections, without their tags.
  List<String> heard() {
    return heard;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // it is closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      say(out, greeting);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      String tag = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        boolean isCommand = line.matches("w\\d+ .*");
        tag = isCommand ? line.substring(0, line.indexOf(' ')) : tag;
        String command = isCommand ? line.substring(line.indexOf(' ') + 1) : line;
        heard.add(command);
        Optional<String> answer = script.apply(command);
        if (answer.isEmpty()) {
          return; // gone, without a word
        }
        say(out, answer.get().replace("@ ", tag + " "));
        if (command.equals(last)) {
          return;
        }
      }
    } catch (IOException e) {
      // the client was faster
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
