package weir.login;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection to Dovecot's socket for authentication clients (doc.dovecot.org, "Authentication
/// Protocol", version 1).
///
/// Questions carry a number and are answered in any order. One thread reads, one writes, so that
/// whoever asks can be late but never stuck. Whatever is wrong with the connection ends it, and
/// every question that waits learns why, the first reason.
final class DovecotConnection {

  private static final String MINOR = "2";

  private final SocketChannel channel;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final AtomicReference<@Nullable IOException> end = new AtomicReference<>();
  private final Map<Integer, Question> waiting = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicLong heard = new AtomicLong();
  private boolean plain;

  private record Question(String user, CompletableFuture<DovecotReply> reply) {}

  private DovecotConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /// Connects, greets, and waits for Dovecot's greeting.
  ///
  /// @param client a number that tells this client from others
  static DovecotConnection open(Path socket, int client, Duration limit)
      throws IOException, InterruptedException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    DovecotConnection connection = new DovecotConnection(channel);
    connection.lines.add(
        "VERSION\t" + DovecotLine.MAJOR + "\t" + MINOR + "\nCPID\t" + client + "\n");
    Thread.ofVirtual().name("dovecot-logins").start(() -> connection.begin(socket));
    connection.await(connection.ready, limit);
    return connection;
  }

  private void begin(Path socket) {
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().name("dovecot-logins-out").start(this::write);
      read();
    } catch (IOException | RuntimeException e) {
      close(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  boolean isOpen() {
    return end.get() == null;
  }

  /// Asks by PLAIN (RFC 4616), and waits.
  ///
  /// @throws IOException when there is no answer, with the reason
  DovecotReply ask(Attempt attempt, Duration limit) throws IOException, InterruptedException {
    int number = numbers.incrementAndGet() & Integer.MAX_VALUE;
    CompletableFuture<DovecotReply> reply = new CompletableFuture<>();
    waiting.put(number, new Question(attempt.user(), reply));
    long before = heard.get();
    lines.add(line(number, attempt));
    IOException ended = end.get();
    if (ended != null) {
      reply.completeExceptionally(ended); // it ended before it could know of this question
    }
    try {
      return await(reply, limit);
    } catch (TimeoutIOException late) {
      lines.add("CANCEL\t" + number + "\n");
      if (heard.get() == before) {
        close("it says nothing any more");
      }
      throw late;
    } finally {
      waiting.remove(number);
    }
  }

  /// `resp` comes last: what follows it belongs to it.
  private static String line(int number, Attempt attempt) {
    return "AUTH\t"
        + number
        + "\tPLAIN\tservice=smtp\tnologin"
        + (attempt.secured() ? "\tsecured" : "")
        + "\tlip="
        + attempt.local()
        + "\trip="
        + attempt.client()
        + "\tlport="
        + attempt.localPort()
        + "\trport="
        + attempt.clientPort()
        + "\tresp="
        + response(attempt)
        + "\n";
  }

  private static String response(Attempt attempt) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(0);
    message.writeBytes(attempt.user().getBytes(StandardCharsets.UTF_8));
    message.write(0);
    message.writeBytes(attempt.password());
    return Base64.getEncoder().encodeToString(message.toByteArray());
  }

  private <T> T await(CompletableFuture<T> future, Duration limit)
      throws IOException, InterruptedException {
    try {
      return future.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      if (!ready.isDone()) {
        close("no greeting in time");
      }
      throw new TimeoutIOException();
    } catch (ExecutionException broken) {
      Throwable cause = broken.getCause() == null ? broken : broken.getCause();
      throw new IOException(cause.getMessage(), broken);
    }
  }

  private static final class TimeoutIOException extends IOException {
    private static final long serialVersionUID = 1L;

    TimeoutIOException() {
      super("no answer in time");
    }
  }

  private void write() {
    OutputStream out = Channels.newOutputStream(channel);
    try {
      while (isOpen()) {
        out.write(lines.take().getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      close(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close("interrupted");
    }
  }

  private void read() throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
    while (true) {
      DovecotLine line = DovecotLine.read(in);
      heard.incrementAndGet();
      take(line);
    }
  }

  private void take(DovecotLine line) throws IOException {
    switch (line) {
      case DovecotLine.Mechanism(var name) -> plain |= name.equals("PLAIN");
      case DovecotLine.Done() -> {
        if (!plain) {
          throw new IOException("it does not offer PLAIN");
        }
        ready.complete(null);
      }
      case DovecotLine.Answer answer -> {
        Question question = waiting.get(answer.number());
        if (question != null) {
          question.reply().complete(answer.reply(question.user()));
        }
      }
      case DovecotLine.Other() -> {}
    }
  }

  /// Ends the connection; whoever waits learns why.
  void close(String why) {
    IOException ended = new IOException(why);
    if (!end.compareAndSet(null, ended)) {
      return;
    }
    lines.add("\n"); // wakes the writer
    try {
      channel.close();
    } catch (IOException e) {
      // it is gone, which is what was wanted
    }
    ready.completeExceptionally(ended);
    waiting.values().forEach(question -> question.reply().completeExceptionally(ended));
  }
}
