package weir.notices;

import java.util.Optional;

/// What a notice is about.
public enum NoticeEvent {
  /// A rule has seen something that nothing was open about.
  INCIDENT_OPENED,
  /// A response begins.
  RESPONSE_BEGUN,
  /// It has let go, or somebody took it back.
  RESPONSE_ENDED,
  /// Its time is over, and it goes on until a person decides.
  NEEDS_DECISION,
  /// No automatic response carries itself out any more: the breaker, or a person.
  RESPONSES_PAUSED,
  /// A response could not be carried out, or somebody else changed what it did.
  TROUBLE;

  /// Its word in settings and in JSON.
  public String word() {
    return words().replace(' ', '-');
  }

  /// For people.
  public String words() {
    return switch (this) {
      case INCIDENT_OPENED -> "incident opened";
      case RESPONSE_BEGUN -> "response begun";
      case RESPONSE_ENDED -> "response ended";
      case NEEDS_DECISION -> "needs decision";
      case RESPONSES_PAUSED -> "responses paused";
      case TROUBLE -> "trouble";
    };
  }

  static Optional<NoticeEvent> read(String name) {
    for (NoticeEvent event : values()) {
      if (event.name().equals(name)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
