package weir.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import weir.dns.Answer;

/// What is known of one list since the start, kept over reloads. Threads may share it.
public final class ListRecord {
  /// [#HIGH] listings among so many answers are a high rate: the list is tested at once.
  static final int WINDOW = 10;

  static final int HIGH = 8;

  private final String zone;
  private final AnswerTimes times = new AnswerTimes();
  private final LongAdder questions = new LongAdder();
  private final LongAdder remembered = new LongAdder();
  private final LongAdder listings = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder alone = new LongAdder();
  private final Runnable suspected;
  private int answers;
  private volatile ListStanding standing;
  private volatile Sampled sampled = new Sampled(0, 0);

  /// @param suspected told that this list should be tested soon
  ListRecord(String zone, Instant now, Runnable suspected) {
    this.zone = zone;
    this.suspected = suspected;
    this.standing = ListStanding.untested(now);
  }

  public String zone() {
    return zone;
  }

  public ListStanding standing() {
    return standing;
  }

  void standing(ListStanding next) {
    standing = next;
  }

  void sampled(Sampled next) {
    sampled = next;
  }

  /// Whether it has been taken out: it is not asked, and lists nobody.
  public boolean out() {
    return standing.out();
  }

  /// A question has been asked; measures how long its answer takes.
  public void asked(CompletableFuture<Answer> answer) {
    questions.increment();
    if (answer.isDone()) {
      remembered.increment();
      return;
    }
    long began = System.nanoTime();
    var _ = answer.thenAccept(_ -> times.add(System.nanoTime() - began));
  }

  /// An answer said whether something is listed. A high rate of listings proves nothing, since a
  /// wave of spam makes one, too; but it is a reason to look.
  public void heard(boolean listed) {
    if (listed) {
      listings.increment();
    }
    if (isHigh(listed)) {
      suspected.run();
    }
  }

  private synchronized boolean isHigh(boolean listed) {
    answers = (answers << 1 | (listed ? 1 : 0)) & (1 << WINDOW) - 1;
    return listed && Integer.bitCount(answers) >= HIGH;
  }

  /// An answer did not come, or could not be used.
  public void failed(boolean timeout) {
    failures.increment();
    if (timeout) {
      timeouts.increment();
    }
  }

  /// An answer said that we ask wrongly or too often.
  public void refused() {
    refusals.increment();
  }

  /// A refusal rests on this list and on no other.
  void decidedAlone() {
    alone.increment();
  }

  /// What the last test found of clients long good.
  ///
  /// @param clients in the list's sample
  /// @param listed of these, on the list
  public record Sampled(int clients, int listed) {}

  /// @param questions asked about clients and names, tests not among them
  /// @param remembered of these, answered from memory
  /// @param alone refusals that rest on this list and on no other
  /// @param failures answers that did not come, or could not be used
  /// @param timeouts of these, not come in time
  /// @param refusals answers that say we ask wrongly or too often: the operator must do something
  public record Figures(
      String zone,
      ListStanding standing,
      long questions,
      long remembered,
      long listings,
      long alone,
      long failures,
      long timeouts,
      long refusals,
      Duration mean,
      Duration p95,
      Sampled longGood) {}

  public Figures figures() {
    return new Figures(
        zone,
        standing,
        questions.sum(),
        remembered.sum(),
        listings.sum(),
        alone.sum(),
        failures.sum(),
        timeouts.sum(),
        refusals.sum(),
        times.mean(),
        times.p95(),
        sampled);
  }
}
