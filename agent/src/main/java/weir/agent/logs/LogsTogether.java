package weir.agent.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import weir.observation.Observation;

/// Reads several logs that were written already at the same time, and tells what they say in the
/// order in which it happened: what counts by windows of time cannot have one host's month after
/// another's. As far as the hosts' clocks and their logs are in order. Not thread-safe.
public final class LogsTogether {
  private static final int SAMPLES = 10;

  private final LogForm form;
  private final Function<Path, LogForm> forms;
  private final List<LogHistory> histories = new ArrayList<>();

  /// @param form that is told as theirs
  /// @param forms what the lines of each file are, the same one for files of the same log
  public LogsTogether(LogForm form, Function<Path, LogForm> forms) {
    this.form = form;
    this.forms = forms;
  }

  /// Reads logs, each from the oldest of its files to the newest.
  ///
  /// @param logs each with those that it was rotated into
  /// @param since nothing before that is told
  /// @param taker gets what each line tells
  /// @throws IOException when a folder cannot be read
  public void read(List<Path> logs, Instant since, Consumer<Observation> taker) throws IOException {
    List<LogStrand> strands = strands(logs);
    if (strands.size() == 1) {
      strands.getFirst().tellAll(since, taker);
      return;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        strands.forEach(strand -> threads.execute(() -> strand.read(since)));
        merge(strands, taker);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /// No file is in two of them.
  private List<LogStrand> strands(List<Path> logs) throws IOException {
    List<LogStrand> strands = new ArrayList<>();
    Set<Path> known = new HashSet<>();
    Set<FileHead> heads = ConcurrentHashMap.newKeySet(); // One file may be there twice, as a copy.
    for (Path log : logs) {
      List<Path> files = LogHistory.files(List.of(log)).stream().filter(known::add).toList();
      if (!files.isEmpty()) {
        LogHistory history = new LogHistory(form, forms, heads);
        histories.add(history);
        strands.add(new LogStrand(history, files));
      }
    }
    return strands;
  }

  private static void merge(List<LogStrand> strands, Consumer<Observation> taker) {
    PriorityQueue<LogStrand> waiting =
        new PriorityQueue<>(Comparator.comparing(strand -> strand.next().witness().at()));
    strands.stream().filter(LogStrand::moveOn).forEach(waiting::add);
    for (LogStrand first = waiting.poll(); first != null; first = waiting.poll()) {
      taker.accept(first.next());
      if (first.moveOn()) {
        waiting.add(first);
      }
    }
  }

  /// What was read, in words.
  public String reads() {
    int files = histories.stream().mapToInt(LogHistory::files).sum();
    return files == 1 ? "1 file" : files + " files";
  }

  public long lines() {
    return histories.stream().mapToLong(each -> each.coverage().lines()).sum();
  }

  /// Lines that were not understood.
  public long unknown() {
    return histories.stream().mapToLong(each -> each.coverage().unknown()).sum();
  }

  /// Some of these.
  public List<String> samples() {
    return histories.stream()
        .flatMap(each -> each.coverage().samples().stream())
        .limit(SAMPLES)
        .toList();
  }

  /// Files of whose lines hardly any was understood.
  public List<LogHistory.NotUnderstood> notUnderstood() {
    return histories.stream().flatMap(each -> each.notUnderstood().stream()).toList();
  }

  /// Files that could not be read, or not to their end, each with why.
  public List<String> unreadable() {
    return histories.stream().flatMap(each -> each.unreadable().stream()).toList();
  }
}
