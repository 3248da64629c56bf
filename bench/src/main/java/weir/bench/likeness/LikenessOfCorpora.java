package weir.bench.likeness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import weir.bench.outbound.habits.TarMessages;
import weir.likeness.Likeness;
import weir.likeness.Template;

/// `LikenessOfCorpora FOLDER NAME…`: prints how many messages have a template, and how many pairs
/// are alike by it: of one text, of one text that was varied, and of mail that has nothing to do
/// with one another.
final class LikenessOfCorpora {
  private static final int SEED = 20261201;
  private static final int PAIRS = 50_000_000;
  private static final int PAIRS_OF_A_GROUP = 20;

  /// Messages of each corpus that are varied, the first plain ones.
  private static final int VARIED = 2_000;

  /// Distances whose share is printed.
  private static final int[] WITHIN = {3, 6, 8, 10, 11, 12, 13, 14, 16};

  private final Random random = new Random(SEED);
  private final List<Seen> seen = new ArrayList<>();
  private final Distances varied = new Distances();
  private int messages;

  /// @param group of messages with the same text, digits, links and blanks apart, as the corpus
  ///   says
  private record Seen(String corpus, boolean isSpam, String group, Template template) {}

  static void main(String[] args) throws IOException {
    LikenessOfCorpora all = new LikenessOfCorpora();
    for (String name : List.of(args).subList(1, args.length)) {
      all.read(Path.of(args[0]).resolve(name));
    }
    all.print();
  }

  private void read(Path corpus) throws IOException {
    Map<String, String[]> labels = labels(corpus.resolve("labels.tsv"));
    Variation variation = new Variation(random);
    int[] left = {VARIED};
    TarMessages.read(
        corpus.resolve("messages.tar.zst"),
        Likeness.OCTETS,
        (name, octets) -> {
          String[] label = labels.get(name);
          if (label == null) {
            return;
          }
          messages++;
          Likeness.of(octets)
              .template()
              .ifPresent(template -> {
                seen.add(new Seen(corpus.toString(), label[2].equals("spam"), label[5], template));
                Optional<byte[]> one = left[0] > 0 ? variation.of(octets) : Optional.empty();
                if (one.isPresent()) {
                  left[0]--;
                  vary(one.get(), variation.of(octets).orElseThrow());
                }
              });
        });
  }

  private void vary(byte[] one, byte[] other) {
    Optional<Template> first = Likeness.of(one).template();
    Optional<Template> second = Likeness.of(other).template();
    if (first.isPresent() && second.isPresent()) {
      varied.add(first.get().distance(second.get()));
    }
  }

  private static Map<String, String[]> labels(Path file) throws IOException {
    Map<String, String[]> labels = new HashMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines.map(line -> line.split("\t", -1)).forEach(columns -> labels.put(columns[1], columns));
    }
    return labels;
  }

  private void print() {
    System.out.printf("%d messages, %d have a template%n", messages, seen.size());
    ofOneText().print("one text, digits and links apart");
    varied.print("one text, varied twice");
    Distances strangers = new Distances();
    Distances hams = new Distances();
    Distances both = new Distances();
    for (int i = 0; i < PAIRS; i++) {
      Seen one = seen.get(random.nextInt(seen.size()));
      Seen other = seen.get(random.nextInt(seen.size()));
      if (one.group().equals(other.group())) {
        continue;
      }
      int distance = one.template().distance(other.template());
      boolean isOneCorpus = one.corpus().equals(other.corpus());
      if (!isOneCorpus) {
        strangers.add(distance);
      } else if (one.isSpam() != other.isSpam()) {
        both.add(distance);
      } else if (!one.isSpam()) {
        hams.add(distance);
      }
    }
    strangers.print("of two corpora");
    both.print("a ham and a spam of one corpus");
    hams.print("two hams of one corpus, notices of machines among them");
  }

  private Distances ofOneText() {
    Map<String, List<Seen>> groups = new HashMap<>();
    seen.forEach(each -> groups.computeIfAbsent(each.group(), _ -> new ArrayList<>()).add(each));
    Distances distances = new Distances();
    for (List<Seen> group : groups.values()) {
      for (int i = 1; i < group.size() && i <= PAIRS_OF_A_GROUP; i++) {
        distances.add(group.get(i - 1).template().distance(group.get(i).template()));
      }
    }
    return distances;
  }

  /// How far apart pairs are.
  private static final class Distances {
    private final long[] counts = new long[Long.SIZE + 1];
    private long all;

    void add(int distance) {
      counts[distance]++;
      all++;
    }

    void print(String what) {
      StringBuilder line = new StringBuilder(what + ", " + all + " pairs; within:");
      for (int within : WITHIN) {
        long sum = 0;
        for (int i = 0; i <= within; i++) {
          sum += counts[i];
        }
        line.append(String.format(Locale.ROOT, "  %d %.3g", within, (double) sum / all));
      }
      System.out.println(line);
    }
  }
}
