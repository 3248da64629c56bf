package weir.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassingTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private SocketChannel giver;
  private SocketChannel taker;

  @BeforeEach
  void connect() throws IOException {
    UnixDomainSocketAddress at = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(at);
      giver = SocketChannel.open(at);
      taker = server.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    giver.close();
    taker.close();
  }

  private static Passing.Received receive(SocketChannel from) throws IOException {
    return Passing.receive(Descriptors.of(from), 0);
  }

  @Test
  void aListeningSocketGoesOnListeningInOtherHands() throws IOException {
    ServerSocketChannel first = ServerSocketChannel.open();
    first.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Passing.send(Descriptors.of(giver), HELLO, List.of(Descriptors.of(first)));

    Passing.Received received = receive(taker);
    assertThat(received.message()).isEqualTo(HELLO);
    assertThat(received.descriptors()).hasSize(1);
    try (ServerSocketChannel second = Descriptors.listening(received.descriptors().getFirst())) {
      assertThat(second.getLocalAddress()).isEqualTo(first.getLocalAddress());
      try (SocketChannel waiting = SocketChannel.open(first.getLocalAddress())) {
        first.close();
        try (SocketChannel accepted = second.accept()) {
          assertThat(accepted.getRemoteAddress()).isEqualTo(waiting.getLocalAddress());
        }
      }
    }
  }

  @Test
  void asManyGoAsTheKernelTakes() throws IOException {
    int given = Descriptors.of(giver);
    Passing.send(given, HELLO, Collections.nCopies(Passing.MOST, given));

    List<Integer> taken = receive(taker).descriptors();
    Passing.closeAll(taken);
    assertThat(taken).hasSize(Passing.MOST).doesNotHaveDuplicates().doesNotContain(given);
  }

  @Test
  void aMessageCanComeWithoutDescriptors() throws IOException {
    Passing.send(Descriptors.of(giver), HELLO, List.of());
    assertThat(receive(taker).descriptors()).isEmpty();
  }

  @Test
  void whatCannotArriveInOnePieceIsNotSent() throws IOException {
    int socket = Descriptors.of(giver);
    byte[] longest = new byte[Passing.LONGEST];

    assertThatThrownBy(() -> Passing.send(socket, new byte[0], List.of(socket)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Passing.send(socket, new byte[Passing.LONGEST + 1], List.of()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> Passing.send(socket, HELLO, Collections.nCopies(Passing.MOST + 1, socket)))
        .hasMessageContaining("too much to hand over");
    Passing.send(socket, longest, List.of());
    assertThat(receive(taker).message()).hasSize(Passing.LONGEST);
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForEver() {
    assertThatThrownBy(() -> receive(taker)).hasMessageContaining("does not answer");
  }

  @Test
  void aServerThatEndsHandedNothingOver() throws IOException {
    giver.close();
    assertThatThrownBy(() -> receive(taker)).hasMessageContaining("did not hand over all");
  }

  @Test
  void aDescriptorThatIsNoneStopsNothing() throws IOException {
    Passing.send(Descriptors.of(giver), HELLO, List.of(Descriptors.of(giver)));
    int open = receive(taker).descriptors().getFirst();

    Passing.closeAll(List.of(1_000_000, open));
    giver.close();
    assertThatThrownBy(() -> receive(taker))
        .as("nobody holds the other end any more")
        .hasMessageContaining("did not hand over all");
  }
}
