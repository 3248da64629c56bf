package weir.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpDoorTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int CONNECTIONS = 64;
  private static final Duration NEVER = Duration.ofHours(1);

  /// Milliseconds.
  private static final int PATIENCE = 60_000;

  private final List<Socket> stalled = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : stalled) {
      socket.close();
    }
  }

  @Test
  void hostile_030_requestsThatNeverEndHaveTheirTimeAndNoMore() throws Exception {
    try (HttpDoor door = open(SHORT)) {
      stallEveryPlace(door);
      for (Socket socket : stalled) {
        assertThat(said(socket)).as("closed by the door, with no answer").isEmpty();
      }
      assertThat(askUntilAnswered(door)).endsWith("\r\n\r\nok\n");
    }
  }

  @Test
  void hostile_032_moreConnectionsThanPlacesAreClosedAtOnce() throws Exception {
    try (HttpDoor door = open(NEVER)) {
      stallEveryPlace(door);
      assertThat(ask(door)).isEmpty();

      stalled.removeLast().close();
      assertThat(askUntilAnswered(door)).endsWith("\r\n\r\nok\n");
    }
  }

  @Test
  void aDoorThatIsClosedListensNoMore() throws Exception {
    HttpDoor door = open(NEVER);
    door.close();
    assertThatThrownBy(() -> connect(door)).isInstanceOf(IOException.class);
  }

  @Test
  void whoComesAsItClosesIsNotKeptWaiting() throws Exception {
    for (int i = 0; i < 100; i++) {
      HttpDoor door = open(NEVER);
      try (Socket socket = connect(door)) {
        socket.setSoTimeout(PATIENCE);
        say(socket, "GET /health HTTP/1.1\r\n\r\n");
        door.close();
        assertThat(said(socket)).as("all of the answer, or nothing").matches("(?s)|.*\r\nok\n");
      } finally {
        door.close();
      }
    }
  }

  @Test
  void aBodyIsReadAsFarAsItSaysAndNoFurther() throws Exception {
    try (HttpDoor door =
        HttpDoor.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new HttpDoor.Limits("door", CONNECTIONS, NEVER, 10),
            HttpDoor.Layer.NONE,
            HttpDoor.Doorkeeper.NONE,
            it -> Page.text(200, it.method() + new String(it.body(), StandardCharsets.US_ASCII)))) {
      String head = "POST /x HTTP/1.1\r\nContent-Length: ";
      assertThat(ask(door, head + "5\r\n\r\nhello, and more")).endsWith("\r\n\r\nPOSThello");
      assertThat(ask(door, head + "11\r\n\r\nhello")).startsWith("HTTP/1.1 413 ");
      assertThat(ask(door, head + "-1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(ask(door, "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
          .startsWith("HTTP/1.1 411 ");
    }
  }

  @Test
  void whoeverMayNotSendABodyIsRefusedBeforeItIsRead() throws Exception {
    try (HttpDoor door =
        HttpDoor.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new HttpDoor.Limits("door", CONNECTIONS, NEVER, 10),
            HttpDoor.Layer.NONE,
            (head, length) ->
                head.field("who").isPresent()
                    ? Optional.empty()
                    : Optional.of(Page.text(401, length + "\n")),
            _ -> Page.text(200, "ok\n"))) {
      assertThat(ask(door, "POST /x HTTP/1.1\r\nContent-Length: 9\r\n\r\n")).endsWith("\r\n9\n");
      assertThat(ask(door, "POST /x HTTP/1.1\r\nWho: I\r\nContent-Length: 2\r\n\r\nhi"))
          .endsWith("\r\nok\n");
    }
  }

  private static HttpDoor open(Duration time) throws IOException {
    return HttpDoor.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new HttpDoor.Limits("door", CONNECTIONS, time, 100),
        HttpDoor.Layer.NONE,
        HttpDoor.Doorkeeper.NONE,
        _ -> Page.text(200, "ok\n"));
  }

  /// Each says something, but no whole request.
  private void stallEveryPlace(HttpDoor door) throws IOException {
    for (int n = 0; n < CONNECTIONS; n++) {
      Socket socket = connect(door);
      socket.setSoTimeout(PATIENCE);
      stalled.add(socket);
      say(socket, "GET /health HT");
    }
  }

  private static Socket connect(HttpDoor door) throws IOException {
    return new Socket(door.address().getAddress(), door.address().getPort());
  }

  /// A place is free when the door has noticed, and a busy machine may let the time run out.
  private static String askUntilAnswered(HttpDoor door) throws IOException {
    String answer = "";
    for (long began = System.nanoTime();
        answer.isEmpty() && System.nanoTime() - began < PATIENCE * 1_000_000L; ) {
      answer = ask(door);
    }
    return answer;
  }

  private static String ask(HttpDoor door) throws IOException {
    return ask(door, "GET /health HTTP/1.1\r\n\r\n");
  }

  private static String ask(HttpDoor door, String request) throws IOException {
    try (Socket socket = connect(door)) {
      say(socket, request);
      return said(socket);
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (SocketException closedAlready) {
      // that is what reading from it shows
    }
  }

  private static String said(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }
}
