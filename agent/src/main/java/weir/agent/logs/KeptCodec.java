package weir.agent.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.maillog.LogEvent;
import weir.observation.OpenLog;
import weir.observation.OpenMessage;

/// Octets of what is kept.
final class KeptCodec {
  private static final int VERSION = 2;

  /// Without the time of the last line.
  private static final int FIRST = 1;

  private KeptCodec() {}

  static void write(Kept kept, DataOutputStream out) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(kept.files().size());
    for (FileMark mark : kept.files()) {
      out.writeLong(mark.device());
      out.writeLong(mark.inode());
      out.writeInt(mark.head().length());
      out.writeUTF(mark.head().digest());
      out.writeLong(mark.offset());
      out.writeBoolean(mark.isInLine());
      time(mark.modified(), out);
    }
    out.writeUTF(kept.cursor().orElse(""));
    out.writeLong(kept.mark());
    out.writeBoolean(kept.lastLine().isPresent());
    if (kept.lastLine().isPresent()) {
      time(kept.lastLine().get(), out);
    }
    out.writeInt(kept.open().size());
    for (Map.Entry<String, OpenLog> each : kept.open().entrySet()) {
      out.writeUTF(each.getKey());
      open(each.getValue(), out);
    }
  }

  /// @throws IOException for what was never written by this
  static Kept read(DataInputStream in) throws IOException {
    try {
      return kept(in);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IOException("no position has such values: " + e.getMessage(), e);
    }
  }

  private static Kept kept(DataInputStream in) throws IOException {
    int version = in.readByte();
    if (version != VERSION && version != FIRST) {
      throw new IOException("positions of format " + version + " are not known here");
    }
    List<FileMark> files = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      files.add(
          new FileMark(
              in.readLong(),
              in.readLong(),
              new FileHead(in.readInt(), in.readUTF()),
              in.readLong(),
              in.readBoolean(),
              time(in)));
    }
    String cursor = in.readUTF();
    long mark = in.readLong();
    Optional<Instant> lastLine =
        version != FIRST && in.readBoolean() ? Optional.of(time(in)) : Optional.empty();
    Map<String, OpenLog> open = new HashMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      open.put(in.readUTF(), open(in));
    }
    return new Kept(
        files, Optional.of(cursor).filter(word -> !word.isEmpty()), mark, lastLine, open);
  }

  private static void open(OpenLog open, DataOutputStream out) throws IOException {
    out.writeInt(open.messages().size());
    for (OpenMessage message : open.messages()) {
      out.writeUTF(message.id());
      time(message.since(), out);
      out.writeBoolean(message.told());
      out.writeByte(message.said().size());
      for (LogEvent.OfMessage event : message.said()) {
        EventCodec.write(event, out);
      }
    }
    out.writeInt(open.attempts().size());
    for (LogEvent.Attempt attempt : open.attempts()) {
      EventCodec.write(attempt, out);
    }
    out.writeInt(open.programs().size());
    for (Map.Entry<Long, String> each : open.programs().entrySet()) {
      out.writeLong(each.getKey());
      EventCodec.text(each.getValue(), out);
    }
  }

  private static OpenLog open(DataInputStream in) throws IOException {
    List<OpenMessage> messages = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      String id = in.readUTF();
      Instant since = time(in);
      boolean told = in.readBoolean();
      List<LogEvent.OfMessage> said = new ArrayList<>();
      for (int events = in.readByte(); events > 0; events--) {
        said.add(EventCodec.read(id, in));
      }
      messages.add(new OpenMessage(id, since, said, told));
    }
    List<LogEvent.Attempt> attempts = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      if (!(EventCodec.read("", in) instanceof LogEvent.Attempt attempt)) {
        throw new IOException("an attempt is another event");
      }
      attempts.add(attempt);
    }
    Map<Long, String> programs = new HashMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      programs.put(in.readLong(), EventCodec.text(in));
    }
    return new OpenLog(messages, attempts, programs);
  }

  private static void time(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant time(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
