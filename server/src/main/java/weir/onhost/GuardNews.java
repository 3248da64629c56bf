package weir.onhost;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import weir.agent.guard.Executed;
import weir.link.Messages;

/// Tells the agent of this host who executed sendmail. The gate of `weir guard` is in another
/// process and never waits: what the agent does not take soon is lost, and counted. What an agent
/// took and died before it could say so is told twice.
public final class GuardNews implements AutoCloseable {
  /// Execs that wait for the agent; further ones are lost.
  static final int MOST_WAITING = 1_000;

  /// How long after an agent was not there it is looked for again.
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final UnixDomainSocketAddress agent;
  private final BlockingQueue<ExecTold> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /// What is told now, or to the next agent where this one has ended.
  private volatile Optional<ExecTold> next = Optional.empty();

  private GuardNews(Path folder) {
    this.agent = UnixDomainSocketAddress.of(folder.resolve(GuardDoor.SOCKET));
    this.thread = Thread.ofPlatform().daemon().name("weir-guard-news").unstarted(this::go);
  }

  /// @param folder of the agent; it need not run, and need not be there
  public static GuardNews to(Path folder) {
    GuardNews news = new GuardNews(folder);
    news.thread.start();
    return news;
  }

  /// Somebody executed it, or wanted to. Never waits.
  public void take(Executed seen) {
    // The agent says whose host it is.
    seen.told("localhost")
        .map(it -> new ExecTold(it.witness().at(), it.uid(), seen.pid(), it.script()))
        .filter(it -> !waiting.offer(it))
        .ifPresent(_ -> lost.incrementAndGet());
  }

  /// Execs that the agent has not said to have taken: lost, or waiting for it.
  public long lost() {
    return lost.get() + waiting.size() + next.stream().count();
  }

  private void go() {
    try {
      do {
        try (SocketChannel channel = SocketChannel.open(agent)) {
          tell(channel);
        } catch (IOException _) {
          // No agent runs, or it has just ended.
        }
      } while (!closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(SocketChannel channel) throws IOException, InterruptedException {
    while (closing.getCount() > 0) {
      if (next.isEmpty()) {
        next = Optional.of(waiting.take());
      }
      String line = Messages.value(next.get()) + "\n";
      ByteBuffer text = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      // What is written into the socket of an agent that just ends, nobody reads.
      if (channel.read(ByteBuffer.allocate(1)) < 0) {
        throw new EOFException("the agent has ended");
      }
      next = Optional.empty();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
