package weir.socket;

import java.util.Optional;

/// States of a TCP socket, with the numbers that Linux has for them (net/tcp_states.h).
public enum TcpState {
  ESTABLISHED(1),
  SYN_SENT(2),
  SYN_RECEIVED(3),
  FIN_WAIT_1(4),
  FIN_WAIT_2(5),
  TIME_WAIT(6),
  CLOSED(7),
  CLOSE_WAIT(8),
  LAST_ACK(9),
  LISTENING(10),
  CLOSING(11),
  NEW_SYN_RECEIVED(12);

  private final int number;

  TcpState(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<TcpState> of(int number) {
    for (TcpState state : values()) {
      if (state.number == number) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /// Whether a process can still be found by it: what waits for its end has lost its owner.
  public boolean hasOwner() {
    return switch (this) {
      case ESTABLISHED, SYN_SENT, SYN_RECEIVED, NEW_SYN_RECEIVED, CLOSE_WAIT, LISTENING -> true;
      case FIN_WAIT_1, FIN_WAIT_2, TIME_WAIT, CLOSED, LAST_ACK, CLOSING -> false;
    };
  }
}
