package weir.bench.outbound;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The same message to many, one after the other.
///
/// @param line from where; empty for scripts
/// @param toEach recipients of each message: 1 where each has a message of their own
/// @param perMinute messages
record Mailing(Source source, Optional<Line> line, int toEach, double perMinute, Fates fates) {

  /// @param from the first of the circle who gets it
  void send(long at, Circle circle, long from, int count, RandomGenerator random, Habit.Out out) {
    String subject = "mailing " + random.nextInt(1 << 20);
    double time = at;
    for (int sent = 0; sent < count; sent += toEach) {
      String[] to = new String[Math.min(toEach, count - sent)];
      for (int i = 0; i < to.length; i++) {
        to[i] = circle.at(from + sent + i);
      }
      out.post(
          new Post(
              (long) time,
              source,
              source.address(),
              subject,
              line,
              List.of(to),
              fates,
              Post.HONEST));
      time += -Math.log(1 - random.nextDouble()) * 60_000 / perMinute;
    }
  }
}
