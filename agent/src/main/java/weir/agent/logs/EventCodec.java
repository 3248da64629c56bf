package weir.agent.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.maillog.LogFraming;
import weir.net.IpAddress;

/// Octets of those events of which something is open as long as the message is.
final class EventCodec {
  /// Octets of a line in UTF-8 at most: no text of an event is longer than its line.
  private static final int LONGEST = 4 * LogFraming.LIMIT;

  private static final int MOST_RECIPIENTS = LogFraming.LIMIT;

  private EventCodec() {}

  static void write(LogEvent.OfMessage event, DataOutputStream out) throws IOException {
    switch (event) {
      case LogEvent.Arrival(String _, Entrance.Client client) -> {
        out.writeByte('C');
        client(client, out);
      }
      case LogEvent.Arrival(String _, Entrance.Program program) -> {
        out.writeByte('P');
        number(program.uid(), out);
        optional(program.user(), out);
      }
      case LogEvent.Envelope envelope -> {
        out.writeByte('E');
        optional(envelope.sender(), out);
        number(envelope.octets(), out);
        small(envelope.recipientCount(), out);
        out.writeInt(envelope.recipients().size());
        for (String recipient : envelope.recipients()) {
          text(recipient, out);
        }
      }
      case LogEvent.Named named -> tagged('N', named.messageId(), out);
      case LogEvent.Titled titled -> tagged('T', titled.subject(), out);
      case LogEvent.Scripted scripted -> tagged('S', scripted.script(), out);
      case LogEvent.Alias alias -> tagged('A', alias.other(), out);
      case LogEvent.StartedIn started -> tagged('D', started.directory(), out);
      case LogEvent.Attempt attempt -> {
        tagged(attempt.isRemote() ? 'F' : 'R', attempt.id(), out);
        out.writeLong(attempt.number());
        text(attempt.recipient(), out);
      }
      case LogEvent.Delivery _,
          LogEvent.Offspring _,
          LogEvent.Expired _,
          LogEvent.Held _,
          LogEvent.Released _,
          LogEvent.Removal _ ->
          throw new IllegalArgumentException("is told at once, and never open: " + event);
    }
  }

  static LogEvent.OfMessage read(String id, DataInputStream in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case 'C' -> new LogEvent.Arrival(id, client(in));
      case 'P' -> new LogEvent.Arrival(id, new Entrance.Program(number(in), optional(in)));
      case 'E' -> envelope(id, in);
      case 'N' -> new LogEvent.Named(id, text(in));
      case 'T' -> new LogEvent.Titled(id, text(in));
      case 'S' -> new LogEvent.Scripted(id, text(in));
      case 'A' -> new LogEvent.Alias(id, text(in));
      case 'D' -> new LogEvent.StartedIn(id, text(in));
      case 'F' -> new LogEvent.Attempt(text(in), in.readLong(), true, text(in));
      // Also what was written before the two were told apart.
      case 'R' -> new LogEvent.Attempt(text(in), in.readLong(), false, text(in));
      default -> throw new IOException("no event is written as " + tag);
    };
  }

  private static LogEvent.Envelope envelope(String id, DataInputStream in) throws IOException {
    Optional<String> sender = optional(in);
    OptionalLong octets = number(in);
    OptionalInt count = small(in);
    int size = in.readInt();
    if (size > MOST_RECIPIENTS) {
      throw new IOException("no line has " + size + " recipients");
    }
    List<String> recipients = new ArrayList<>();
    for (int n = size; n > 0; n--) {
      recipients.add(text(in));
    }
    return new LogEvent.Envelope(id, sender, octets, count, recipients);
  }

  private static void client(Entrance.Client client, DataOutputStream out) throws IOException {
    optional(client.address().map(IpAddress::toString), out);
    small(client.port(), out);
    optional(client.name(), out);
    optional(client.helo(), out);
    optional(client.login().map(Entrance.Login::mechanism), out);
    optional(client.login().map(Entrance.Login::name), out);
  }

  private static Entrance.Client client(DataInputStream in) throws IOException {
    Optional<IpAddress> address = optional(in).flatMap(IpAddress::parse);
    OptionalInt port = small(in);
    Optional<String> name = optional(in);
    Optional<String> helo = optional(in);
    Optional<String> mechanism = optional(in);
    Optional<String> login = optional(in);
    return new Entrance.Client(
        address,
        port,
        name,
        helo,
        mechanism.flatMap(how -> login.map(who -> new Entrance.Login(how, who))));
  }

  private static void tagged(char tag, String text, DataOutputStream out) throws IOException {
    out.writeByte(tag);
    text(text, out);
  }

  static void text(String text, DataOutputStream out) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(octets.length);
    out.write(octets);
  }

  static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("no text is of " + length + " octets");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void optional(Optional<String> text, DataOutputStream out) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      text(text.get(), out);
    }
  }

  private static Optional<String> optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
  }

  private static void number(OptionalLong number, DataOutputStream out) throws IOException {
    out.writeBoolean(number.isPresent());
    out.writeLong(number.orElse(0));
  }

  private static OptionalLong number(DataInputStream in) throws IOException {
    boolean isThere = in.readBoolean();
    long number = in.readLong();
    return isThere ? OptionalLong.of(number) : OptionalLong.empty();
  }

  private static void small(OptionalInt number, DataOutputStream out) throws IOException {
    out.writeBoolean(number.isPresent());
    out.writeInt(number.orElse(0));
  }

  private static OptionalInt small(DataInputStream in) throws IOException {
    boolean isThere = in.readBoolean();
    int number = in.readInt();
    return isThere ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
