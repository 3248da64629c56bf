package weir.agent.fpm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weir.agent.process.WebRequest;

/// What a worker is at.
///
/// @param script absolute; empty where FPM has it cut off
record WorkerStatus(WebRequest request, Optional<String> script) {
  /// FPM keeps 255 octets of a name (`fpm_scoreboard.h`): one as long as that may be a part of one.
  private static final int LONGEST = 254;

  /// Reads the page in its form as text. FPM writes names into it as they are, and a customer can
  /// have a file whose name holds line breaks: a worker that is there twice, or has a line twice,
  /// is not believed.
  ///
  /// @return empty where that worker is at no request, or is not there just once
  static Optional<WorkerStatus> read(String page, long pid) {
    Map<String, String> found = new HashMap<>();
    boolean isHis = false;
    for (String line : page.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (line.startsWith("****")) {
        isHis = false;
      } else if (colon > 0) {
        String key = line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        if (key.equals("pid") && value.equals(Long.toString(pid))) {
          isHis = true;
        }
        if (isHis && found.putIfAbsent(key, value) != null) {
          return Optional.empty();
        }
      }
    }
    return Optional.ofNullable(found.get("state"))
        .filter("Running"::equals)
        .flatMap(_ -> Optional.ofNullable(found.get("request method")))
        .map(method ->
            new WorkerStatus(
                new WebRequest(
                    method,
                    Optional.ofNullable(found.get("request URI"))
                        .filter(uri -> !uri.equals("-"))
                        .orElse(""),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(found.get("user")).filter(name -> !name.equals("-"))),
                Optional.ofNullable(found.get("script"))
                    .filter(path -> path.startsWith("/") && path.length() <= LONGEST)));
  }
}
