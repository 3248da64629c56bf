package weir.agent.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.queue.QueueRead;

/// Where messages are kept that were deleted from a queue, each act a folder, for a time and within
/// a bound of octets. What has no room is not deleted.
public final class Evidence {
  private static final String CONTENT = ".eml";
  private static final String ENVELOPE = ".envelope";

  private final Path folder;
  private final Duration keep;
  private final long mostOctets;
  private final Durable disk;

  /// A deleted message.
  ///
  /// @param recipients those that were open
  /// @param all whether these are all of them
  public record Kept(String sender, List<String> recipients, boolean all) {
    public Kept {
      recipients = List.copyOf(recipients);
    }
  }

  /// @param keep how long
  /// @param mostOctets of all messages together
  public Evidence(Path folder, Duration keep, long mostOctets) {
    this(folder, keep, mostOctets, Durable.DISK);
  }

  Evidence(Path folder, Duration keep, long mostOctets, Durable disk) {
    this.disk = disk;
    this.folder = folder;
    this.keep = keep;
    this.mostOctets = mostOctets;
  }

  /// Deletes what is too old.
  public void expire(Instant now) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> acts = Files.list(folder)) {
      for (Path act : acts.toList()) {
        if (Files.getLastModifiedTime(act).toInstant().plus(keep).isBefore(now)) {
          delete(act);
        }
      }
    }
  }

  private static void delete(Path act) throws IOException {
    try (Stream<Path> all = Files.walk(act)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /// Octets that there is room for.
  public long room() throws IOException {
    if (!Files.isDirectory(folder)) {
      return mostOctets;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      long used = 0;
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        used += Files.size(each);
      }
      return mostOctets - used;
    }
  }

  /// Keeps a message. It outlives a power cut only after [#settle(String)].
  ///
  /// @param room octets that there is room for
  /// @return octets of it; empty where there is no room for it, and nothing was kept
  public Optional<Long> keep(String act, QueueRead.Whole whole, long room) throws IOException {
    Path to = OwnFolder.make(folder.resolve(act));
    String id = whole.message().id();
    Path content = to.resolve(id + CONTENT);
    long written = 0;
    try (InputStream in = whole.content().open();
        OutputStream out = Files.newOutputStream(content)) {
      byte[] piece = new byte[64 * 1024];
      for (int some = in.read(piece); some > 0; some = in.read(piece)) {
        written += some;
        if (written > room) {
          break;
        }
        out.write(piece, 0, some);
      }
    }
    if (written > room) {
      Files.delete(content);
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add("sender " + encoded(whole.message().sender().orElse("")));
    whole.message().open().forEach(recipient -> lines.add("recipient " + encoded(recipient)));
    lines.add("recipients " + whole.message().recipients());
    Path envelope = Files.write(to.resolve(id + ENVELOPE), lines);
    disk.force(content);
    disk.force(envelope);
    return Optional.of(written);
  }

  /// Puts the names of what was kept for an act on the disk, too.
  void settle(String act) throws IOException {
    disk.force(folder.resolve(act));
    disk.force(folder);
    disk.force(folder.resolve("..").normalize());
  }

  /// A message that was kept; empty where it was not, or is kept no more.
  public Optional<Kept> find(String act, String id) throws IOException {
    Path envelope = folder.resolve(act).resolve(id + ENVELOPE);
    if (Files.notExists(envelope) || Files.notExists(content(act, id))) {
      return Optional.empty();
    }
    String sender = "";
    int count = 0;
    List<String> recipients = new ArrayList<>();
    for (String line : Files.readAllLines(envelope)) {
      int space = line.indexOf(' ');
      String value = URLDecoder.decode(line.substring(space + 1), UTF_8);
      switch (line.substring(0, Math.max(space, 0))) {
        case "sender" -> sender = value;
        case "recipient" -> recipients.add(value);
        case "recipients" -> count = Integer.parseInt(value);
        default -> throw new IOException("a damaged file: " + envelope);
      }
    }
    return Optional.of(new Kept(sender, recipients, count == recipients.size()));
  }

  /// Where its octets are.
  public Path content(String act, String id) {
    return folder.resolve(act).resolve(id + CONTENT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
