package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what is too old or too much, whole files at a time. The newest segment always stays;
/// damaged ones go like the others.
final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private final JournalSettings settings;

  Retention(JournalSettings settings) {
    this.settings = settings;
  }

  /// @return files deleted
  int apply(Instant now) throws IOException {
    NavigableMap<String, List<Path>> segments = new TreeMap<>();
    for (Path path : SegmentFile.files(settings.folder())) {
      SegmentFile.stampOf(path)
          .ifPresent(stamp -> segments.computeIfAbsent(stamp, _ -> new ArrayList<>()).add(path));
    }
    int deleted = 0;
    long bytes = bytes(segments.values());
    while (segments.size() > 1) {
      var oldest = segments.firstEntry();
      // Its last entry is no younger than the segment that follows.
      Instant end = SegmentFile.time(segments.higherKey(oldest.getKey())).orElse(now);
      if (end.isAfter(now.minus(settings.keepVerdicts())) && bytes <= settings.maxSize().bytes()) {
        break;
      }
      bytes -= bytes(List.of(oldest.getValue()));
      deleted += delete(oldest.getValue());
      segments.pollFirstEntry();
    }
    return deleted + deleteEvidence(segments, now);
  }

  private int deleteEvidence(NavigableMap<String, List<Path>> segments, Instant now)
      throws IOException {
    int deleted = 0;
    Instant oldest = now.minus(settings.keepEvidence());
    for (String stamp : segments.keySet()) {
      String next = segments.higherKey(stamp);
      if (next != null && !SegmentFile.time(next).orElse(now).isAfter(oldest)) {
        deleted +=
            delete(
                segments.getOrDefault(stamp, List.of()).stream()
                    .filter(SegmentFile::isEvidence)
                    .toList());
      }
    }
    return deleted;
  }

  private static int delete(List<Path> paths) throws IOException {
    for (Path path : paths) {
      Files.deleteIfExists(path);
      log.info("journal: {} deleted", path);
    }
    return paths.size();
  }

  private static long bytes(Iterable<List<Path>> segments) throws IOException {
    long bytes = 0;
    for (List<Path> paths : segments) {
      for (Path path : paths) {
        try {
          bytes += Files.size(path);
        } catch (NoSuchFileException goneMeanwhile) {
          // A write-ahead log of a search that ended.
        }
      }
    }
    return bytes;
  }
}
