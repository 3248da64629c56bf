package weir.enforcement;

import java.util.Arrays;
import java.util.Optional;
import weir.response.Found;
import weir.response.Response;

/// What stands above a line of ours in a file of a mail server.
///
/// @param lease for which the line is there
record LineMark(String lease, Response response, Stage stage) {
  private static final int WORDS = 3;

  String text() {
    return lease + " " + stage.word() + " " + response.text();
  }

  /// What [#text] wrote.
  static Optional<LineMark> read(String text) {
    String[] words = text.split(" ", WORDS);
    if (words.length < WORDS) {
      return Optional.empty();
    }
    Optional<Stage> stage =
        Arrays.stream(Stage.values()).filter(it -> it.word().equals(words[1])).findFirst();
    return stage.flatMap(
        it -> Response.read(words[2]).map(response -> new LineMark(words[0], response, it)));
  }

  /// What is done by half is ours, and no more than a notice: so it is done once more, or taken.
  Found.Ours found() {
    return new Found.Ours(lease, stage == Stage.DONE ? response : new Response.Notify());
  }
}
