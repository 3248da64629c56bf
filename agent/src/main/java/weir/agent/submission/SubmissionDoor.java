package weir.agent.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.kernel.LocalListener;
import weir.agent.kernel.LocalPeer;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.agent.process.ScriptOfCaller;

/// The socket at which the wrapper asks. One thread accepts and waits for the first word, a few
/// answer; each answer is there within milliseconds or not at all, and the wrapper then does what
/// its host is set to.
public final class SubmissionDoor implements AutoCloseable {
  /// Threads that answer.
  static final int THREADS = 4;

  /// Questions that wait for one; further ones are closed without an answer.
  static final int MOST_WAITING = 256;

  /// Questions of one user that are open at once, so that he keeps nobody else waiting.
  static final int MOST_OF_USER = 32;

  /// How long who asks is listened to.
  ///
  /// @param first until he speaks; no thread waits for him meanwhile
  /// @param rest from then on until he has said all
  record Patience(Duration first, Duration rest) {
    /// The wrapper writes its question at once, and waits for 100 ms. [#MOST_OF_USER] who do not
    /// finish keep the threads for less than that.
    static final Patience USUAL = new Patience(Duration.ofMillis(50), Duration.ofMillis(10));
  }

  private record Silent(LocalPeer peer, long nanos) {}

  private static final Duration LISTENING = Duration.ofMillis(50);
  private static final Logger log = LoggerFactory.getLogger(SubmissionDoor.class);

  private final LocalListener listener;
  private final SubmissionDesk desk;
  private final Processes processes;
  private final ScriptFinder scripts;
  private final Clock clock;
  private final Consumer<Submission> told;
  private final Tokens tokens;
  private final Patience patience;
  private final BlockingQueue<LocalPeer> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Map<Long, Integer> open = new HashMap<>();
  private final AtomicLong unanswered = new AtomicLong();
  private volatile boolean running = true;

  /// Makes tokens for messages that go on.
  @FunctionalInterface
  public interface Tokens {
    /// No message gets one.
    Tokens NONE = _ -> Optional.empty();

    /// The token of a message that is about to go on, or empty for none.
    Optional<String> of(Submission submission);
  }

  private SubmissionDoor(
      LocalListener listener,
      SubmissionDesk desk,
      Processes processes,
      ScriptFinder scripts,
      Clock clock,
      Consumer<Submission> told,
      Tokens tokens,
      Patience patience) {
    this.listener = listener;
    this.desk = desk;
    this.processes = processes;
    this.scripts = scripts;
    this.clock = clock;
    this.told = told;
    this.tokens = tokens;
    this.patience = patience;
  }

  /// Listens at a path, for every user of this host.
  ///
  /// @param told of each question, after its answer, on a thread of ours: it must not wait
  /// @throws IOException where that place is not ours
  public static SubmissionDoor open(
      Path path,
      SubmissionDesk desk,
      Processes processes,
      ScriptFinder scripts,
      Clock clock,
      Consumer<Submission> told,
      Tokens tokens)
      throws IOException {
    Rehearsal.of(processes, scripts, clock, tokens);
    return open(path, desk, processes, scripts, clock, told, tokens, Patience.USUAL);
  }

  static SubmissionDoor open(
      Path path,
      SubmissionDesk desk,
      Processes processes,
      ScriptFinder scripts,
      Clock clock,
      Consumer<Submission> told,
      Tokens tokens,
      Patience patience)
      throws IOException {
    LocalListener listener = LocalListener.open(path);
    SubmissionDoor door =
        new SubmissionDoor(listener, desk, processes, scripts, clock, told, tokens, patience);
    Thread.ofPlatform().name("weir-submissions").daemon().start(door::listen);
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().name("weir-submission-" + i).daemon().start(door::answer);
    }
    return door;
  }

  /// Questions that got no answer: too many at once, or not understood.
  public long unanswered() {
    return unanswered.get();
  }

  private void listen() {
    List<Silent> silent = new ArrayList<>();
    try (listener) {
      while (running) {
        LocalListener.Heard heard =
            listener.await(silent.stream().map(Silent::peer).toList(), LISTENING);
        silent.removeIf(each -> heard.speaking().contains(each.peer()));
        heard.speaking().forEach(this::queue);
        long now = System.nanoTime();
        silent.removeIf(
            each -> now - each.nanos() > patience.first().toNanos() && drop(each.peer()));
        heard
            .next()
            .filter(peer -> enter(peer) && (silent.size() < MOST_WAITING || !drop(peer)))
            .ifPresent(peer -> silent.add(new Silent(peer, now)));
      }
    } catch (IOException e) {
      log.error("nobody is asked before mail is handed in any more: {}", e.getMessage());
    }
    silent.forEach(each -> drop(each.peer()));
  }

  private void queue(LocalPeer peer) {
    if (!waiting.offer(peer)) {
      drop(peer);
    }
  }

  /// @return true
  private boolean drop(LocalPeer peer) {
    unanswered.incrementAndGet();
    leave(peer.uid());
    peer.close();
    return true;
  }

  private boolean enter(LocalPeer peer) {
    if (enter(peer.uid())) {
      return true;
    }
    unanswered.incrementAndGet();
    peer.close();
    return false;
  }

  private boolean enter(long uid) {
    synchronized (open) {
      return open.merge(uid, 1, Integer::sum) <= MOST_OF_USER || leave(uid);
    }
  }

  /// @return false, for whoever could not enter
  private boolean leave(long uid) {
    synchronized (open) {
      open.computeIfPresent(uid, (_, count) -> count > 1 ? count - 1 : null);
      return false;
    }
  }

  private void answer() {
    Makers makers = new Makers(processes, scripts); // for one thread
    while (running) {
      try {
        LocalPeer peer = waiting.poll(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
        if (peer != null) {
          answer(peer, makers);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void answer(LocalPeer peer, Makers makers) {
    try (peer) {
      Optional<Question> question =
          peer.hear(Question.MOST_OCTETS, patience.rest()).flatMap(Question::read);
      if (question.isEmpty()) {
        unanswered.incrementAndGet();
        return;
      }
      Optional<Maker> maker = makers.of(peer.pid()).filter(it -> isHis(it, peer));
      Optional<Script> script =
          maker.flatMap(it -> ScriptOfCaller.of(scripts, it.process(), it.parents()));
      Answer answer = desk.decide(peer.uid(), script);
      Submission seen = submission(peer, maker, script, question.get(), answer);
      if (answer instanceof Answer.Go) {
        seen = submission(peer, maker, script, question.get(), new Answer.Go(tokens.of(seen)));
      }
      if (!said(peer, seen.answer())) {
        seen = submission(peer, maker, script, question.get(), new Answer.Unheard(answer));
      }
      told.accept(seen);
    } catch (IOException e) {
      unanswered.incrementAndGet(); // it has gone
    } finally {
      leave(peer.uid());
    }
  }

  /// Whoever asked may have ended, and his number be another's.
  private static boolean isHis(Maker maker, LocalPeer peer) {
    return maker.process().status().users().has(peer.uid());
  }

  private boolean said(LocalPeer peer, Answer answer) {
    try {
      peer.say(answer.line());
      return true;
    } catch (IOException gone) {
      unanswered.incrementAndGet();
      return false;
    }
  }

  private Submission submission(
      LocalPeer peer,
      Optional<Maker> maker,
      Optional<Script> script,
      Question question,
      Answer answer) {
    return new Submission(
        clock.instant(), peer.uid(), peer.gid(), peer.pid(), maker, script, question, answer);
  }

  @Override
  public void close() {
    running = false;
  }
}
