package weir.takeover;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The server whose place we take. Its methods are called in the order they stand here.
public final class Predecessor implements AutoCloseable {
  /// The first line of an offer. Another format is refused, and then only a plain restart helps.
  static final String FORMAT = "weir handover 1";

  private static final int PATIENCE_MS = 30_000;

  private final TakeoverLink link;
  private final FolderLock lock;
  private final List<Passed> listening;
  private final CompletableFuture<Boolean> go = new CompletableFuture<>();

  private Predecessor(TakeoverLink link, FolderLock lock, List<Passed> listening) {
    this.link = link;
    this.lock = lock;
    this.listening = listening;
  }

  /// The server that runs with this folder; empty when none does.
  ///
  /// @throws IOException when it is there and does not hand over
  public static Optional<Predecessor> meet(Path folder) throws IOException {
    Path path = TakeoverSocket.in(folder);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    SocketChannel channel;
    try {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    } catch (ConnectException leftBehind) {
      return Optional.empty();
    }
    TakeoverLink link = new TakeoverLink(channel);
    try {
      return Optional.of(accept(link, folder));
    } catch (IOException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private static Predecessor accept(TakeoverLink link, Path folder) throws IOException {
    TakeoverLink.PassedFrame passed = link.receivePassed(PATIENCE_MS);
    List<Integer> left = new ArrayList<>(passed.descriptors());
    try {
      List<String> lines = passed.frame().text().lines().toList();
      if (passed.frame().word() == TakeoverLink.Word.NO) {
        throw new IOException(passed.frame().text());
      }
      if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
        throw new IOException("the running server hands over in another way; stop it and start");
      }
      // One line for the format, one descriptor for the lock.
      if (lines.size() != left.size()) {
        throw new IOException("the running server did not hand over all its listeners");
      }
      FolderLock lock = FolderLock.copy(folder, left.removeFirst());
      List<Passed> listening = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t", 2);
        listening.add(new Passed(fields[0], fields[1], Descriptors.listening(left.getFirst())));
        left.removeFirst();
      }
      return new Predecessor(link, lock, listening);
    } catch (IOException | RuntimeException e) {
      Passing.closeAll(left);
      throw e;
    }
  }

  /// Copies of its listening sockets. Whoever does not want one closes it.
  public List<Passed> listening() {
    return listening;
  }

  /// The folder's lock, ours too.
  public FolderLock lock() {
    return lock;
  }

  /// Everything is built: asks for the files, and returns when they are ours.
  public void ready() throws IOException {
    link.say(TakeoverLink.Word.READY, Long.toString(ProcessHandle.current().pid()));
    link.expect(TakeoverLink.Word.YOURS);
  }

  /// What its sessions change from now on; ends when it has ended. To be read by a thread of its
  /// own from before [#loaded] on, since the word to go comes on the same way.
  public InputStream changes() {
    return new Changes();
  }

  /// The files are read: returns when the other has been told to stop accepting.
  public void loaded() throws IOException {
    link.say(TakeoverLink.Word.LOADED);
    try {
      go.get();
    } catch (ExecutionException e) {
      throw new IOException("the running server goes on: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while taking over", e);
    }
  }

  /// Whether the other has let go. Known when [#changes] has ended.
  public boolean tookOver() {
    return go.isDone() && !go.isCompletedExceptionally();
  }

  @Override
  public void close() {
    link.close();
  }

  private final class Changes extends InputStream {
    private byte[] body = new byte[0];
    private int at;

    @Override
    public int read() throws IOException {
      return more() ? body[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int count = Math.min(length, body.length - at);
      System.arraycopy(body, at, to, from, count);
      at += count;
      return count;
    }

    private boolean more() throws IOException {
      while (at == body.length) {
        try {
          TakeoverLink.Frame frame = link.hear();
          switch (frame.word()) {
            case CHANGES -> take(frame.body());
            case GO -> go.complete(true);
            case NO -> throw new IOException(frame.text());
            case OFFER, READY, YOURS, LOADED ->
                throw new IOException("the running server said " + frame.word());
          }
        } catch (EOFException end) {
          go.completeExceptionally(end);
          return false;
        } catch (IOException e) {
          go.completeExceptionally(e);
          throw e;
        }
      }
      return true;
    }

    private void take(byte[] next) {
      body = next;
      at = 0;
    }
  }
}
