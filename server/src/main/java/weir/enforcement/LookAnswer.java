package weir.enforcement;

import java.util.Optional;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Response;

/// What a program or web service of the operator's says is there: nothing; `ours LEASE`, behind
/// which the response may follow; or anything else, which somebody else did.
final class LookAnswer {
  private static final String OURS = "ours ";
  private static final int SHOWN = 200;

  private LookAnswer() {}

  /// @param held what we put there last
  static Found read(String said, Optional<Holding> held) {
    String line = said.strip();
    if (line.isEmpty()) {
      return Found.Nothing.PLAIN;
    }
    if (!line.startsWith(OURS)) {
      return new Found.Foreign(shown(line));
    }
    String[] words = line.substring(OURS.length()).strip().split("\\s+", 2);
    Optional<Response> response =
        held.filter(it -> it.lease().equals(words[0]))
            .map(Holding::response)
            .or(() -> words.length == 2 ? Response.read(words[1]) : Optional.empty());
    // Of a lease that we know nothing of any more: it is put as it is to be, or taken.
    return new Found.Ours(words[0], response.orElse(new Response.Notify()));
  }

  static String shown(String said) {
    String line = said.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.substring(0, Math.min(SHOWN, line.length()));
  }
}
