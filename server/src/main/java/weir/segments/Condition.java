package weir.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// What a query asks of an entry: terms, by which candidates are found, and the whole of it, of
/// which each candidate is asked.
final class Condition {

  /// An entry has one term of each.
  private final List<List<String>> terms = new ArrayList<>();

  private final Query query;

  Condition(Query query) {
    this.query = query;
    query.id().ifPresent(id -> terms.add(List.of(Terms.id(id), Terms.session(id))));
    query.client().ifPresent(network -> term(client(network)));
    query
        .sender()
        .ifPresent(from -> term(isAddress(from) ? Terms.sender(from) : Terms.senderDomain(from)));
    query
        .recipient()
        .ifPresent(to -> term(isAddress(to) ? Terms.recipient(to) : Terms.recipientDomain(to)));
    query.finding().ifPresent(id -> term(Terms.finding(id)));
    query.outcome().ifPresent(end -> term(Terms.outcome(end)));
  }

  private static String client(IpPrefix network) {
    return network.bits() == 128 ? Terms.client(network.first()) : Terms.networkAround(network);
  }

  /// What an empty text is, too: the null sender.
  private static boolean isAddress(String text) {
    return text.isEmpty() || text.indexOf('@') >= 0;
  }

  private void term(String term) {
    terms.add(List.of(term));
  }

  List<List<String>> terms() {
    return terms;
  }

  boolean holds(Entry entry) {
    if (entry instanceof Entry.Gap) {
      return false;
    }
    long at = entry.at().toEpochMilli();
    if (at < query.firstMillis() || at > query.lastMillis() || !comesFromNetwork(entry)) {
      return false;
    }
    List<String> has = Terms.of(entry);
    return terms.stream().allMatch(group -> group.stream().anyMatch(has::contains));
  }

  private boolean comesFromNetwork(Entry entry) {
    return query.client().isEmpty()
        || client(entry).filter(query.client().get()::contains).isPresent();
  }

  private static Optional<IpAddress> client(Entry entry) {
    return switch (entry) {
      case Entry.Transaction t -> Optional.of(t.client().address());
      case Entry.Session s -> Optional.of(s.client().address());
      case Entry.Act _, Entry.Gap _ -> Optional.empty();
    };
  }
}
