package weir.bench.outbound;

import java.util.random.RandomGenerator;

/// How somebody sends, or something.
interface Habit {
  /// @param out takes what happens on that day, in any order; a little of it may be after midnight
  void day(int day, RandomGenerator random, Out out);

  /// What takes it.
  interface Out {
    void post(Post post);

    void login(long at, Source source, Line line);
  }
}
