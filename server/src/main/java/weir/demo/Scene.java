package weir.demo;

import java.io.IOException;

/// One telling session.
///
/// @param title what kind of client it is
/// @param lesson what it shows, a sentence
/// @param from the client's address
/// @param submission whether it comes to the port for customers
record Scene(String title, String lesson, String from, boolean submission, Script script) {

  /// What the client does after it has connected.
  interface Script {
    /// @return the reply that decides
    String play(Conversation talk, Place place) throws IOException;
  }

  static Scene of(String title, String lesson, String from, Script script) {
    return new Scene(title, lesson, from, false, script);
  }
}
