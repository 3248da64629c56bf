package weir.cli.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.agent.queue.Found;
import weir.cli.output.Shown;
import weir.queue.QueueState;
import weir.queues.QueueOwners;

/// How much of the messages is whose. What is nobody's has a share for each who handed it in:
/// nothing says that two of them are the same.
///
/// @param account empty for nobody's
/// @param by who handed it in, as the mail server wrote it down; who has most recipients first
/// @param recipients open ones
/// @param held messages that are held now
record QueueShare(
    Optional<String> account, List<String> by, int messages, long recipients, int held) {
  private static final int WHO = 40;

  QueueShare {
    by = List.copyOf(by);
  }

  private record Owner(Optional<String> account, String unknown) {
    static Owner of(Found it, QueueOwners owners) {
      Optional<String> account = owners.owner(it.message());
      return new Owner(account, account.isPresent() ? "" : it.who());
    }
  }

  /// In the order of the recipients, the most first.
  static List<QueueShare> of(List<Found> messages, QueueOwners owners) {
    Map<Owner, List<Found>> all =
        messages.stream().collect(Collectors.groupingBy(it -> Owner.of(it, owners)));
    return all.entrySet().stream()
        .map(each -> of(each.getKey().account(), each.getValue()))
        .sorted(
            Comparator.comparingLong(QueueShare::recipients)
                .reversed()
                .thenComparing(QueueShare::name)
                .thenComparing(share -> share.by().getFirst()))
        .toList();
  }

  private static QueueShare of(Optional<String> account, List<Found> messages) {
    Map<String, Long> by =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    Found::who, Collectors.summingLong(it -> it.message().recipients())));
    return new QueueShare(
        account,
        by.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList(),
        messages.size(),
        by.values().stream().mapToLong(Long::longValue).sum(),
        (int) messages.stream().filter(it -> it.message().state() == QueueState.HELD).count());
  }

  /// The account for people.
  String name() {
    return account.map(Shown::text).orElse("nobody's");
  }

  /// Who handed most of it in, and how many others did.
  String hands() {
    String first = Shown.cut(by.getFirst(), WHO);
    return by.size() == 1 ? first : first + " +" + (by.size() - 1);
  }
}
