package weir.resolver;

import weir.dns.Question;

/// Writes a question as octets (RFC 1035 section 4.1), with EDNS (RFC 6891) or without.
final class QuestionWriter {

  static final int HEADER = 12;

  /// What we are willing to take over UDP; larger answers come over TCP. The size that no path
  /// fragments (DNS flag day 2020).
  static final int UDP_PAYLOAD = 1232;

  private static final int RECURSION_DESIRED = 0x01;
  private static final int CLASS_IN = 1;
  private static final int TYPE_OPT = 41;
  private static final int OPT_RECORD = 11;

  private QuestionWriter() {}

  /// The message with the id 0; see [#setId].
  static byte[] write(Question question, boolean edns) {
    String name = question.name();
    int nameLength = name.isEmpty() ? 1 : name.length() + 2;
    byte[] message = new byte[HEADER + nameLength + 4 + (edns ? OPT_RECORD : 0)];
    message[2] = RECURSION_DESIRED;
    message[5] = 1; // one question
    int at = writeName(message, HEADER, name);
    at = writeShort(message, at, question.type().code());
    at = writeShort(message, at, CLASS_IN);
    if (edns) {
      message[11] = 1; // one additional record; its name is the root
      at = writeShort(message, at + 1, TYPE_OPT);
      writeShort(message, at, UDP_PAYLOAD);
    }
    return message;
  }

  static void setId(byte[] message, int id) {
    writeShort(message, 0, id);
  }

  /// Where the question section of a message of ours ends.
  static int endOfQuestion(byte[] message) {
    return message.length - (message[11] == 0 ? 0 : OPT_RECORD);
  }

  private static int writeName(byte[] message, int from, String name) {
    int length = from; // where the length of the present label stands
    int at = from + 1;
    for (int i = 0; i < name.length(); i++, at++) {
      char c = name.charAt(i);
      if (c == '.') {
        message[length] = (byte) (at - length - 1);
        length = at;
      } else {
        message[at] = (byte) c;
      }
    }
    if (name.isEmpty()) {
      return at;
    }
    message[length] = (byte) (at - length - 1);
    return at + 1;
  }

  private static int writeShort(byte[] message, int at, int value) {
    message[at] = (byte) (value >> 8);
    message[at + 1] = (byte) value;
    return at + 2;
  }
}
