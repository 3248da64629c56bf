package weir.agent.fence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.agent.fence.Standing.Count;

/// Reads what `nft list table` says of ours.
final class Listing {
  private static final Pattern COUNTER =
      Pattern.compile("counter ([a-z]{1,20}) \\{\\s{1,40}packets (\\d{1,19}) ");
  private static final Pattern TIMER = Pattern.compile("timeout \\S{1,20} expires (\\S{1,20})");
  private static final Pattern BOOKED =
      Pattern.compile("(\\d{1,10}) \\. (\\S{1,20}) counter packets (\\d{1,19}) ");

  private final Map<String, Long> counters = new HashMap<>();
  private final Map<String, String> sets = new HashMap<>();

  private Listing() {}

  static Standing read(String text) {
    Listing listing = new Listing();
    listing.counters(text);
    listing.sets(text);
    List<Count> book = new ArrayList<>(listing.book("denied_by", true));
    book.addAll(listing.book("observed_by", false));
    String armed = listing.elements("armed");
    Matcher timer = TIMER.matcher(armed);
    boolean former = armed.isBlank() && text.contains("goto kept_out");
    String prefix = former ? "kept_" : "";
    return new Standing(
        !armed.isBlank() || former,
        former,
        timer.find() ? Optional.of(withoutMilliseconds(timer.group(1))) : Optional.empty(),
        listing.numbers(prefix + "enforced").map(Long::intValue).toList(),
        listing.numbers(prefix + "observed").map(Long::intValue).toList(),
        listing.counter("allowed"),
        listing.counter("denied"),
        listing.counter("again"),
        listing.counter("unlogged"),
        listing.counter("seen"),
        book,
        listing.numbers("blocked_uid").toList());
  }

  private void counters(String text) {
    Matcher each = COUNTER.matcher(text);
    while (each.find()) {
      counters.put(each.group(1), Long.parseLong(each.group(2)));
    }
  }

  /// Of each set what stands between the braces of its elements.
  private void sets(String text) {
    int at = 0;
    while ((at = text.indexOf("\tset ", at)) >= 0) {
      int name = at + "\tset ".length();
      int end = text.indexOf("\n\t}", name);
      if (end < 0) {
        return;
      }
      String whole = text.substring(name, end);
      int elements = whole.indexOf("elements = {");
      sets.put(
          whole.substring(0, whole.indexOf(' ')),
          elements < 0 ? "" : whole.substring(elements + "elements = {".length()));
      at = end;
    }
  }

  /// The elements of a set that stay, in an order of our own, each as nft writes it.
  ///
  /// @param text what nft lists of one set
  static List<String> lasting(String text) {
    int from = text.indexOf("elements = {");
    if (from < 0) {
      return List.of();
    }
    String all = text.substring(from + "elements = {".length(), text.indexOf('}', from));
    return Pattern.compile(",")
        .splitAsStream(all)
        .map(String::strip)
        .filter(each -> !each.isEmpty() && !each.contains(" timeout "))
        .sorted()
        .toList();
  }

  private String elements(String set) {
    return sets.getOrDefault(set, "");
  }

  private long counter(String name) {
    return counters.getOrDefault(name, 0L);
  }

  private java.util.stream.Stream<Long> numbers(String set) {
    return Pattern.compile("[,{}\\s]+")
        .splitAsStream(elements(set))
        .filter(word -> word.matches("\\d{1,10}"))
        .map(Long::valueOf);
  }

  private List<Count> book(String set, boolean held) {
    List<Count> book = new ArrayList<>();
    Matcher each = BOOKED.matcher(elements(set));
    while (each.find()) {
      if (each.group(2).matches("\\d{1,5}")) {
        book.add(
            new Count(
                Long.parseLong(each.group(1)),
                Integer.parseInt(each.group(2)),
                held,
                Long.parseLong(each.group(3))));
      }
    }
    return book;
  }

  /// `1m2s345ms` is `1m2s` for people.
  private static String withoutMilliseconds(String time) {
    String short1 = time.replaceFirst("\\d+ms$", "");
    return short1.isEmpty() ? "less than 1s" : short1;
  }
}
