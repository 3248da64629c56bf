package weir.takeover;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The connection between the two processes: frames of a word, a length of four octets, and a body.
/// Blocking; used from platform threads only, so that the socket stays a blocking one.
final class TakeoverLink implements AutoCloseable {
  /// Octets of a body.
  static final int LONGEST = 16 * 1024;

  private static final int FRAME_HEAD = 5;

  enum Word {
    OFFER('o'),
    READY('r'),
    YOURS('y'),
    LOADED('l'),
    GO('g'),
    CHANGES('c'),
    /// The hand-over ends here; the body says why.
    NO('n');

    private final char code;

    Word(char code) {
      this.code = code;
    }

    static Word of(int code) throws IOException {
      for (Word word : values()) {
        if (word.code == code) {
          return word;
        }
      }
      throw new IOException("the other process speaks something else");
    }
  }

  record Frame(Word word, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final SocketChannel channel;
  private final DataInputStream in;
  private final OutputStream out;

  TakeoverLink(SocketChannel channel) {
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
    this.out = Channels.newOutputStream(channel);
  }

  void say(Word word) throws IOException {
    say(word, new byte[0], 0, 0);
  }

  void say(Word word, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    say(word, body, 0, Math.min(body.length, LONGEST));
  }

  synchronized void say(Word word, byte[] body, int from, int length) throws IOException {
    out.write(frame(word, body, from, length));
  }

  /// Says it with copies of descriptors.
  void pass(Word word, String text, List<Integer> descriptors) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Passing.send(Descriptors.of(channel), frame(word, body, 0, body.length), descriptors);
  }

  /// What was said with [#pass].
  record PassedFrame(Frame frame, List<Integer> descriptors) {}

  PassedFrame receivePassed(int milliseconds) throws IOException {
    Passing.Received received = Passing.receive(Descriptors.of(channel), milliseconds);
    try {
      Frame frame = read(new DataInputStream(new ByteArrayInputStream(received.message())));
      return new PassedFrame(frame, received.descriptors());
    } catch (IOException e) {
      Passing.closeAll(received.descriptors());
      throw e;
    }
  }

  /// @throws EOFException when the other side is gone
  Frame hear() throws IOException {
    return read(in);
  }

  /// @throws IOException also when the other says something else, or why it does not go on
  Frame expect(Word word) throws IOException {
    Frame frame = hear();
    if (frame.word() == Word.NO) {
      throw new IOException(frame.text());
    }
    if (frame.word() != word) {
      throw new IOException("expected " + word + ", heard " + frame.word());
    }
    return frame;
  }

  /// Bytes of a stream as frames.
  OutputStream stream(Word word) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        int end = from + length;
        for (int at = from; at < end; at += LONGEST) {
          say(word, bytes, at, Math.min(LONGEST, end - at));
        }
      }
    };
  }

  private static byte[] frame(Word word, byte[] body, int from, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(FRAME_HEAD + length);
    DataOutputStream frame = new DataOutputStream(bytes);
    frame.writeByte(word.code);
    frame.writeInt(length);
    frame.write(body, from, length);
    return bytes.toByteArray();
  }

  private static Frame read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    Word word = Word.of(in.readUnsignedByte());
    int length = in.readInt();
    if (length < 0 || length > Passing.LONGEST) {
      throw new IOException("the other process says too much at once");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new Frame(word, body);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The other side sees the end in any case.
    }
  }
}
