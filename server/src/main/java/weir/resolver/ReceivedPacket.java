package weir.resolver;

import java.nio.ByteBuffer;

/// Whether octets that came are the answer to octets that went, and what their header says. Looked
/// at before anything is parsed: most forgeries end here.
final class ReceivedPacket {

  private static final int RESPONSE = 0x80;
  private static final int OPCODE = 0x78;
  private static final int TRUNCATED = 0x02;
  private static final int FORMERR = 1;
  private static final int NOTIMP = 4;

  private ReceivedPacket() {}

  /// The id, or -1 when this is too short for a message or is not a response.
  static int id(ByteBuffer message) {
    if (message.remaining() < QuestionWriter.HEADER
        || (message.get(2) & (RESPONSE | OPCODE)) != RESPONSE) {
      return -1;
    }
    return message.getShort(0) & 0xffff;
  }

  /// Whether the question section is that of `asked`, letter by letter but for their case (RFC 5452
  /// section 9.1).
  static boolean answers(ByteBuffer message, byte[] asked) {
    int questions = message.getShort(4);
    if (questions == 0) {
      return dislikesEdns(message); // a server that understands nothing repeats nothing
    }
    int end = QuestionWriter.endOfQuestion(asked);
    if (questions != 1 || message.remaining() < end) {
      return false;
    }
    for (int i = QuestionWriter.HEADER; i < end; i++) {
      if (lower(message.get(i)) != lower(asked[i])) {
        return false;
      }
    }
    return true;
  }

  /// More is to be had over TCP.
  static boolean isTruncated(ByteBuffer message) {
    return (message.get(2) & TRUNCATED) != 0;
  }

  /// What servers say that know no EDNS; ask again without (RFC 6891 section 7).
  static boolean dislikesEdns(ByteBuffer message) {
    int code = message.get(3) & 0x0f;
    return code == FORMERR || code == NOTIMP;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }
}
