package weir.bench.outbound.habits;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import weir.bench.Quantile;

/// What many messages say of how people send.
final class Habits {
  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1};

  /// Who has fewer says nothing of how often somebody sends.
  private static final int FEW = 10;

  private final Map<String, List<Written>> ofSender = new HashMap<>();
  private int messages;

  void add(Written each) {
    messages++;
    ofSender.computeIfAbsent(each.sender(), _ -> new ArrayList<>()).add(each);
  }

  /// Lines for people.
  List<String> lines() {
    List<Double> recipients = new ArrayList<>();
    List<Double> gaps = new ArrayList<>();
    List<Double> aDay = new ArrayList<>();
    List<Double> busiest = new ArrayList<>();
    List<Double> busiestHour = new ArrayList<>();
    for (List<Written> all : ofSender.values()) {
      all.sort(Comparator.comparing(Written::at));
      all.forEach(each -> recipients.add((double) each.recipients()));
      if (all.size() >= FEW) {
        gaps(all, gaps);
        days(all, aDay, busiest);
        busiestHour.add((double) busiestHour(all));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(messages + " messages of " + ofSender.size() + " senders");
    lines.add(quantiles("recipients of a message", recipients));
    lines.add(quantiles("seconds to the sender's next one that day", gaps));
    lines.add(quantiles("messages on a day with any", aDay));
    lines.add(quantiles("a sender's busiest day", busiest));
    lines.add(quantiles("a sender's busiest hour", busiestHour));
    lines.add("share of each hour of the day, in %: " + shares(hours()));
    lines.add("share of each day from Monday, in %: " + shares(weekdays()));
    return lines;
  }

  private static void gaps(List<Written> all, List<Double> gaps) {
    for (int i = 1; i < all.size(); i++) {
      ZonedDateTime before = all.get(i - 1).at();
      ZonedDateTime at = all.get(i).at();
      if (before.toLocalDate().equals(at.toLocalDate())) {
        gaps.add((double) Duration.between(before, at).toSeconds());
      }
    }
  }

  private static void days(List<Written> all, List<Double> aDay, List<Double> busiest) {
    Map<LocalDate, Integer> days = new HashMap<>();
    all.forEach(each -> days.merge(each.at().toLocalDate(), 1, Integer::sum));
    days.values().forEach(each -> aDay.add((double) each));
    busiest.add(days.values().stream().mapToDouble(each -> each).max().orElse(0));
  }

  private static int busiestHour(List<Written> all) {
    int most = 0;
    int first = 0;
    for (int i = 0; i < all.size(); i++) {
      while (all.get(first).at().plusHours(1).isBefore(all.get(i).at())) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }

  private int[] hours() {
    int[] hours = new int[24];
    ofSender.values().forEach(all -> all.forEach(each -> hours[each.at().getHour()]++));
    return hours;
  }

  private int[] weekdays() {
    int[] days = new int[7];
    ofSender
        .values()
        .forEach(all -> all.forEach(each -> days[each.at().getDayOfWeek().ordinal()]++));
    return days;
  }

  private String shares(int[] counts) {
    return String.join(
        " ",
        IntStream.of(counts)
            .mapToObj(each -> String.format(Locale.ROOT, "%.1f", 100.0 * each / messages))
            .toList());
  }

  private static String quantiles(String what, List<Double> values) {
    if (values.isEmpty()) {
      return what + ": too few messages";
    }
    StringBuilder line = new StringBuilder(what + ":");
    for (double share : SHARES) {
      line.append(
          String.format(Locale.ROOT, " %.0f%% %.0f", share * 100, Quantile.of(values, share)));
    }
    return line.toString();
  }
}
