package weir.sink;

import java.nio.charset.StandardCharsets;

/// What a [SinkMta] does at a point of the session.
public sealed interface SinkAct {

  /// Do what a well-behaved server does.
  record Obey() implements SinkAct {}

  /// Answer with exactly these octets. A text that begins with 2 or 3 keeps its usual meaning for
  /// the session, any other means that the command was refused.
  record Say(byte[] octets) implements SinkAct {}

  /// Answer with these octets, then close in good order.
  record SayAndHangUp(byte[] octets) implements SinkAct {}

  /// Do what a well-behaved server does, then close before anything is written.
  record ObeyAndHangUp() implements SinkAct {}

  /// Read nothing and say nothing more until the sink is closed.
  record Stall() implements SinkAct {}

  /// Say nothing more, but go on reading until the peer closes.
  record Mute() implements SinkAct {}

  /// Close in good order (FIN) without a word.
  record HangUp() implements SinkAct {}

  /// Abort the connection (RST) without a word.
  record Reset() implements SinkAct {}

  /// Write these octets again and again, at most `times`, then answer no more.
  record Flood(byte[] octets, long times) implements SinkAct {}

  /// Do as a well-behaved server does, but keep the answer back until the next answer that is not
  /// kept back.
  record Withhold() implements SinkAct {}

  static SinkAct obey() {
    return new Obey();
  }

  /// A reply of one or more lines; the last line end is added here.
  static SinkAct say(String text) {
    return new Say((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  static SinkAct sayAndHangUp(String text) {
    return new SayAndHangUp((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  static SinkAct flood(String line, long times) {
    return new Flood((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1), times);
  }

  static SinkAct stall() {
    return new Stall();
  }

  static SinkAct mute() {
    return new Mute();
  }

  static SinkAct hangUp() {
    return new HangUp();
  }

  static SinkAct reset() {
    return new Reset();
  }
}
