package weir.passages;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Looks passages up by the provider's own names of hosts: logs may call a host by another of its
/// names. What is found has the provider's.
final class SearchByHost {
  private final PassageSearch search;
  private final UnaryOperator<String> own;

  /// @param own the provider's name of a host, by any of its names; where nobody has told of the
  ///   host, what it was asked for
  SearchByHost(PassageSearch search, UnaryOperator<String> own) {
    this.search = search;
    this.own = own;
  }

  /// As [PassageSearch#byQueueId].
  List<Laid> byQueueId(String host, String id, Instant since, Instant until, int limit)
      throws SQLException {
    return named(search.byQueueId(is(host), id, since, until, limit));
  }

  /// As [PassageSearch#byMessageId].
  List<Laid> byMessageId(String messageId, int limit) throws SQLException {
    return named(search.byMessageId(messageId, limit));
  }

  /// As [PassageSearch#atHost].
  List<Laid> atHost(String host, Instant since, Instant until, int limit) throws SQLException {
    return named(search.atHost(is(host), since, until, limit));
  }

  /// As [PassageSearch#nameless].
  List<Laid> nameless(String host, Instant since, Instant until, int limit) throws SQLException {
    return named(search.nameless(is(host), since, until, limit));
  }

  private Predicate<String> is(String host) {
    String wanted = own.apply(host);
    return name -> own.apply(name).equals(wanted);
  }

  private List<Laid> named(List<Laid> found) {
    return found.stream().map(laid -> laid.byHosts(own)).toList();
  }
}
