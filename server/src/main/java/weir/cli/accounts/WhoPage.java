package weir.cli.accounts;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.net.IpPrefix;
import weir.observation.Origin;
import weir.passages.Sender;
import weir.passages.Senders;

/// Who sent most, for people.
record WhoPage(PrintWriter out, Style style) {
  private static final int SUBJECT = 40;
  private static final int SCRIPT = 80;
  private static final String BETWEEN = "   ";

  /// Characters of a line under a row: a terminal of 120, less the indent.
  private static final int UNDER = 118;

  /// Characters for these two columns, in a terminal of 120.
  private static final int ACCOUNT_AND_WHO = 48;

  private static final int ACCOUNT = 24;
  private static final int LEAST = 16;

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
            "SURE");
    int who = who(ranking);
    ranking.senders().forEach(line -> row(table, line, who));
    table.print(out, style);
    ranking.others().map(WhoPage::others).ifPresent(out::println);
    apart(ranking.apart()).ifPresent(words -> out.println("Not counted: " + words));
    out.println();
    out.println("Next: " + next(ranking.senders().getFirst().sender()));
  }

  /// Characters for who it is, where the accounts take as many as they do.
  private static int who(WhoCommand.Ranking ranking) {
    int accounts =
        ranking.senders().stream()
            .mapToInt(line -> account(line.sender()).length())
            .max()
            .orElse(0);
    return Math.max(LEAST, ACCOUNT_AND_WHO - accounts);
  }

  private static String account(Sender sender) {
    return sender.account().map(it -> Shown.cut(it, ACCOUNT)).orElse("nobody's");
  }

  private static void row(Table table, WhoCommand.Line line, int width) {
    Sender sender = line.sender();
    table.row(
        account(sender),
        sender.identity().map(it -> Shown.cut(it, width)).orElse("-"),
        sender.channel(),
        "%,d".formatted(sender.recipients()),
        usual(line.usual()),
        "%,d".formatted(sender.messages()),
        "%,d".formatted(sender.waiting()),
        sender.bounced() + " %",
        sender.confidence().word());
    under(sender, width).forEach(table::under);
  }

  /// What the row has no room for.
  private static List<String> under(Sender sender, int width) {
    List<String> parts = new ArrayList<>();
    sender
        .account()
        .map(Shown::text)
        .filter(account -> account.length() > ACCOUNT)
        .ifPresent(account -> parts.add("account " + account));
    sender.identity().map(Shown::text).filter(who -> who.length() > width).ifPresent(parts::add);
    parts.add("from " + from(sender));
    script(sender).ifPresent(parts::add);
    if (sender.subject().isPresent()) {
      parts.add("subject " + subject(sender));
    }
    return wrapped(parts);
  }

  /// The script or folder that most of it was handed in from; empty where nothing told one.
  static Optional<String> script(Sender sender) {
    return sender
        .script()
        .map(it -> "script (a claim) " + sender.scripted() + " %: " + end(Shown.text(it)));
  }

  /// Of a long path its end tells most.
  private static String end(String path) {
    int from = path.length() - SCRIPT + 1;
    return from <= 1
        ? path
        : "…" + path.substring(Character.isLowSurrogate(path.charAt(from)) ? from + 1 : from);
  }

  /// Parts on as few lines as they fit into.
  private static List<String> wrapped(List<String> parts) {
    List<String> lines = new ArrayList<>();
    for (String part : parts) {
      String last = lines.isEmpty() ? "" : lines.getLast() + BETWEEN + part;
      if (lines.isEmpty() || last.length() > UNDER) {
        lines.add(part);
      } else {
        lines.set(lines.size() - 1, last);
      }
    }
    return lines;
  }

  private static String usual(OptionalLong usual) {
    return usual.isPresent() ? "%,d".formatted(usual.getAsLong()) : "-";
  }

  /// Whence it came: networks, or the host where it was written.
  static String from(Sender sender) {
    if (sender.networks().isEmpty()) {
      return Shown.text(sender.host());
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
