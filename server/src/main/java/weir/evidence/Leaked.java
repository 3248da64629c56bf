package weir.evidence;

import java.time.Instant;
import java.util.List;
import weir.passages.Laid;

/// What an account sent in a time.
public record Leaked(int messages, long recipients) {

  /// @param sent by the account, in any order
  /// @param after a time, that one left out
  /// @param until a time, that one included
  public static Leaked between(List<Laid> sent, Instant after, Instant until) {
    List<Laid> some =
        sent.stream()
            .filter(CaseText::isAuthored)
            .filter(laid -> laid.passage().since().isAfter(after))
            .filter(laid -> !laid.passage().since().isAfter(until))
            .toList();
    return new Leaked(
        some.size(), some.stream().mapToLong(it -> it.passage().first().recipients()).sum());
  }
}
