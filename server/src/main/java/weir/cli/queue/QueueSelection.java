package weir.cli.queue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import weir.agent.queue.Wanted;
import weir.cli.output.Json;
import weir.cli.output.Times;
import weir.net.IpPrefix;
import weir.queue.QueueState;
import weir.queue.QueuedMessage;

/// Which messages of a queue are meant.
final class QueueSelection {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The message with this id of the mail server; may stand several times.")
  private List<String> ids = List.of();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description =
          "With this text, in any case of letters, in the message as it is or as it reads with encodings undone; may stand several times, and then all must.")
  private List<String> texts = List.of();

  @Option(names = "--raw", description = "Look for texts in the message as it is only.")
  private boolean raw;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "In this state: arriving, active, waiting, deferred, held, corrupt; may stand several times.")
  private List<String> states = List.of();

  @Option(
      names = "--sender",
      paramLabel = "SENDER",
      description = "From this address or domain; '<>' is the null sender.")
  private Optional<String> sender = Optional.empty();

  @Option(
      names = "--recipient",
      paramLabel = "RECIPIENT",
      description = "Still to go to this address or domain.")
  private Optional<String> recipient = Optional.empty();

  @Option(
      names = "--account",
      paramLabel = "ID",
      description =
          "Handed in by a login, a user of the system or a network of this account; weir accounts finds it.")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--login",
      paramLabel = "LOGIN",
      description = "Handed in by this login, which the mail server has checked.")
  private Optional<String> login = Optional.empty();

  @Option(
      names = "--uid",
      paramLabel = "UID",
      description = "Handed in by a program of this user of the system.")
  private Optional<Long> uid = Optional.empty();

  @Option(
      names = "--script",
      paramLabel = "SCRIPT",
      description =
          "With this in a header field such as X-PHP-Originating-Script, which a sender can make up.")
  private Optional<String> script = Optional.empty();

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "Come from this address or network, as 192.0.2.1 or 2001:db8::/32.")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--older",
      paramLabel = "TIME",
      description = "Arrived before this: 1h or 7d ago, or in UTC 2026-11-25, 2026-11-25T08:30.")
  private Optional<String> older = Optional.empty();

  @Option(names = "--newer", paramLabel = "TIME", description = "Arrived since then.")
  private Optional<String> newer = Optional.empty();

  /// The account, by its id.
  Optional<String> account() {
    return account;
  }

  /// @param moreTexts texts that stand elsewhere on the command line
  /// @param moreIds ids that do
  /// @param owned what is the account's
  /// @throws IllegalArgumentException with a sentence for the operator
  Wanted wanted(
      Times times,
      List<String> moreTexts,
      List<String> moreIds,
      Optional<Predicate<QueuedMessage>> owned) {
    Set<String> allIds = new LinkedHashSet<>(ids);
    allIds.addAll(moreIds);
    List<String> allTexts = new ArrayList<>(texts);
    allTexts.addAll(moreTexts);
    return new Wanted(
        allIds,
        allTexts,
        raw,
        states.stream().map(QueueSelection::state).collect(Collectors.toSet()),
        sender.map(text -> text.equals("<>") ? "" : text),
        recipient,
        login,
        uid.map(OptionalLong::of).orElse(OptionalLong.empty()),
        script,
        client.map(IpPrefix::of),
        older.map(times::moment),
        newer.map(times::moment),
        owned);
  }

  private static QueueState state(String word) {
    return Stream.of(QueueState.values())
        .filter(state -> Json.word(state).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no state is called \""
                    + word
                    + "\"; they are "
                    + Stream.of(QueueState.values())
                        .map(Json::word)
                        .collect(Collectors.joining(", "))));
  }

  /// As the operator said it, for the record.
  String words(List<String> moreTexts, List<String> moreIds) {
    List<String> words = new ArrayList<>();
    Stream.concat(ids.stream(), moreIds.stream()).forEach(it -> words.add("--id " + it));
    Stream.concat(texts.stream(), moreTexts.stream()).forEach(it -> words.add("--text " + it));
    states.forEach(it -> words.add("--state " + it));
    sender.ifPresent(it -> words.add("--sender " + it));
    recipient.ifPresent(it -> words.add("--recipient " + it));
    account.ifPresent(it -> words.add("--account " + it));
    login.ifPresent(it -> words.add("--login " + it));
    uid.ifPresent(it -> words.add("--uid " + it));
    script.ifPresent(it -> words.add("--script " + it));
    client.ifPresent(it -> words.add("--client " + it));
    older.ifPresent(it -> words.add("--older " + it));
    newer.ifPresent(it -> words.add("--newer " + it));
    if (raw) {
      words.add("--raw");
    }
    return words.isEmpty() ? "all" : String.join(" ", words);
  }
}
