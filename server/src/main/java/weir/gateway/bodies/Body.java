package weir.gateway.bodies;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.mail.Content;
import weir.smtp.MessageSink;

/// A message on its way through: in memory while it is small and there is room, else in a file.
///
/// Never durable and never meant to be: until the next hop has it, the client still holds it.
public final class Body implements Content, MessageSink, AutoCloseable {
  /// Each further piece is twice as large, up to [#PIECE]: ten thousand clients that have sent a
  /// line each and then wait take little of the room.
  private static final int FIRST_PIECE = 1024;

  /// The largest piece, and the buffer of a message that is in a file.
  public static final int PIECE = 32 * 1024;

  private final Bodies room;
  private final List<byte[]> pieces = new ArrayList<>(1);
  private int last;
  private long size;
  private long inMemory;
  private boolean dotLines;
  private @Nullable BodyFile file;
  private @Nullable IOException failure;

  Body(Bodies room) {
    this.room = room;
  }

  /// There was no room in memory, or none on disk, or too many waited for it (452 4.3.1).
  public static final class NoRoom extends IOException {
    NoRoom() {
      super("no room for another message");
    }
  }

  /// Takes the octets; what goes wrong is kept for [#failure].
  @Override
  public boolean write(byte[] octets, int offset, int length) {
    try {
      take(octets, offset, length);
      return true;
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  /// Why the body took no more.
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  private void take(byte[] octets, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      byte[] piece = pieceWithSpace();
      int n = Math.min(left, piece.length - last);
      System.arraycopy(octets, from, piece, last, n);
      last += n;
      from += n;
      left -= n;
    }
    size += length;
  }

  private byte[] pieceWithSpace() throws IOException {
    if (!pieces.isEmpty() && last < pieces.getLast().length) {
      return pieces.getLast();
    }
    if (file != null) {
      writeOut();
      return pieces.getLast();
    }
    int next = pieces.isEmpty() ? FIRST_PIECE : Math.min(PIECE, 2 * pieces.getLast().length);
    if (!room.takeMemory(inMemory, next)) {
      moveToFile();
      return pieces.getLast();
    }
    inMemory += next;
    pieces.add(new byte[next]);
    last = 0;
    return pieces.getLast();
  }

  /// From here on one piece in memory is filled and written out again and again.
  private void moveToFile() throws IOException {
    long more = Math.max(0, PIECE - inMemory);
    if (!room.takeBuffer(more)) {
      throw new NoRoom();
    }
    inMemory += more;
    file = room.newFile();
    writeOut();
    pieces.clear();
    pieces.add(new byte[PIECE]);
    room.giveMemory(inMemory - PIECE);
    inMemory = PIECE;
  }

  private void writeOut() throws IOException {
    BodyFile to = Objects.requireNonNull(file);
    for (int i = 0; i < pieces.size(); i++) {
      to.append(pieces.get(i), i == pieces.size() - 1 ? last : pieces.get(i).length);
    }
    last = 0;
  }

  public void dotLines(boolean seen) {
    dotLines = seen;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean hasDotLines() {
    return dotLines;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    BodyFile from = file;
    if (from != null) {
      byte[] buffer = new byte[PIECE];
      for (long at = 0; at < from.size(); ) {
        int n = from.read(at, buffer);
        out.write(buffer, 0, n);
        at += n;
      }
    }
    for (int i = 0; i < pieces.size(); i++) {
      out.write(pieces.get(i), 0, i == pieces.size() - 1 ? last : pieces.get(i).length);
    }
  }

  @Override
  public InputStream open() {
    List<InputStream> parts = new ArrayList<>();
    BodyFile from = file;
    if (from != null) {
      parts.add(new FromFile(from));
    }
    for (int i = 0; i < pieces.size(); i++) {
      byte[] piece = pieces.get(i);
      parts.add(new ByteArrayInputStream(piece, 0, i == pieces.size() - 1 ? last : piece.length));
    }
    return parts.size() == 1
        ? parts.getFirst()
        : new SequenceInputStream(Collections.enumeration(parts));
  }

  /// Reads the part that is in the file.
  private static final class FromFile extends InputStream {
    private final BodyFile file;
    private final byte[] buffer = new byte[PIECE];
    private long at;
    private int next;
    private int end;

    FromFile(BodyFile file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int n = Math.min(length, end - next);
      System.arraycopy(buffer, next, to, offset, n);
      next += n;
      return n;
    }

    private boolean fill() throws IOException {
      if (next < end) {
        return true;
      }
      if (at >= file.size()) {
        return false;
      }
      end = file.read(at, buffer);
      next = 0;
      at += end;
      return true;
    }
  }

  @Override
  public void close() {
    room.giveMemory(inMemory);
    inMemory = 0;
    pieces.clear();
    BodyFile made = file;
    if (made != null) {
      file = null;
      made.discard();
    }
  }
}
