package weir.lists;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import weir.dns.Answer;
import weir.dns.ListAnswer;
import weir.dns.ListQuery;
import weir.dns.Resolver;
import weir.dns.ReturnCodes;
import weir.net.IpAddress;

/// A list asked about many addresses at once.
final class Poll {
  private final Watched list;
  private final Resolver resolver;
  private final Map<IpAddress, CompletableFuture<Answer>> asked = new LinkedHashMap<>();

  private Poll(Watched list, Resolver resolver) {
    this.list = list;
    this.resolver = resolver;
  }

  /// Asks, and returns at once. An address that makes too long a name below the zone is left out.
  static Poll of(Collection<IpAddress> addresses, Watched list, Resolver resolver) {
    Poll poll = new Poll(list, resolver);
    addresses.forEach(address ->
        ListQuery.address(address, list.zone())
            .ifPresent(question -> poll.asked.put(address, resolver.ask(question))));
    return poll;
  }

  /// What was said of whom; of whom nothing could be told is in neither.
  record Told(Set<IpAddress> listed, Set<IpAddress> unlisted) {}

  Told hear(Instant deadline) {
    Set<IpAddress> listed = new LinkedHashSet<>();
    Set<IpAddress> unlisted = new LinkedHashSet<>();
    asked.forEach((address, answer) -> {
      switch (ListQuery.meaning(resolver.await(answer, deadline), ReturnCodes.ANY, list.errors())) {
        case ListAnswer.Listed _ -> listed.add(address);
        case ListAnswer.NotListed _ -> unlisted.add(address);
        case ListAnswer.Failed _ -> {}
      }
    });
    return new Told(listed, unlisted);
  }

  int size() {
    return asked.size();
  }
}
