package weir.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.net.IpPrefix;
import weir.observation.Origin;
import weir.passages.Sender;
import weir.passages.Senders;

/// Who sent most, for people.
record WhoPage(PrintWriter out, Style style) {
  private static final int SUBJECT = 40;

  void print(WhoCommand.Ranking ranking) {
    out.println(
        "%s to %s: %,d messages to %,d recipients, %d %% of them a customer's"
            .formatted(
                Times.seconds(ranking.since()),
                Times.seconds(ranking.until()),
                ranking.messages(),
                ranking.recipients(),
                100L * ranking.attributed() / Math.max(1, ranking.messages())));
    out.println();
    Table table =
        new Table(
            "",
            "ACCOUNT",
            "WHO",
            "BY",
            "RECIPIENTS",
            "USUAL",
            "MESSAGES",
            "QUEUED",
            "BOUNCED",
            "SURE",
            "FROM",
            "SUBJECT");
    ranking.senders().forEach(line -> row(table, line));
    table.print(out, style);
    ranking.others().map(WhoPage::others).ifPresent(out::println);
    apart(ranking.apart()).ifPresent(words -> out.println("Not counted: " + words));
    out.println();
    out.println("Next: " + next(ranking.senders().getFirst().sender()));
  }

  private static void row(Table table, WhoCommand.Line line) {
    Sender sender = line.sender();
    table.row(
        sender.account().map(Shown::text).orElse("nobody's"),
        sender.identity().map(Shown::text).orElse("-"),
        sender.channel(),
        "%,d".formatted(sender.recipients()),
        usual(line.usual()),
        "%,d".formatted(sender.messages()),
        "%,d".formatted(sender.waiting()),
        sender.bounced() + " %",
        sender.confidence().word(),
        from(sender),
        subject(sender));
  }

  private static String usual(OptionalLong usual) {
    return usual.isPresent() ? "%,d".formatted(usual.getAsLong()) : "-";
  }

  /// Whence it came: networks, or the host where it was written.
  static String from(Sender sender) {
    if (sender.networks().isEmpty()) {
      return sender.host();
    }
    IpPrefix first = sender.networks().first();
    int more = sender.networks().size() - 1;
    return more == 0 ? first.toString() : first + " and " + more + " more";
  }

  static String subject(Sender sender) {
    return sender
        .subject()
        .map(subject -> sender.alike() + " %: " + cut(Shown.text(subject), SUBJECT))
        .orElse("");
  }

  /// One line for all who are not told apart.
  static String others(Senders.Others others) {
    return "others, beyond %,d senders: %,d messages to %,d recipients"
        .formatted(Senders.MOST, others.messages(), others.recipients());
  }

  /// What nobody here wrote, in words; empty when there is nothing.
  static Optional<String> apart(Map<String, Integer> apart) {
    return Optional.of(
            Stream.of(Origin.values())
                .filter(origin -> apart.containsKey(Json.word(origin)))
                .map(origin -> "%,d %s".formatted(apart.get(Json.word(origin)), words(origin)))
                .collect(Collectors.joining(", ")))
        .filter(words -> !words.isEmpty());
  }

  private static String words(Origin origin) {
    return switch (origin) {
      case AUTHORED -> "written here";
      case INBOUND -> "brought by strangers";
      case FORWARDED -> "forwarded";
      case LIST -> "sent by list software";
      case AUTOMATIC -> "automatic replies";
      case SYSTEM -> "of the hosts themselves";
      case BOUNCE -> "bounces";
      case UNSEEN -> "that nobody saw come";
    };
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String next(Sender first) {
    return first
        .account()
        .map(account -> "weir account " + Shown.text(account))
        .orElse("weir accounts check, to see why nobody is held to it");
  }
}
