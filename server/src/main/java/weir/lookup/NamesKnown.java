package weir.lookup;

import java.time.Duration;
import weir.routing.MapAnswer;
import weir.routing.MapNames;
import weir.routing.MapSource;

/// A map that is asked, whose answers may name only what the configuration has: of another one
/// nothing is known, its mail waits, and the log tells once a minute.
public final class NamesKnown implements MapSource {
  private final MapSource map;
  private final MapNames names;
  private final SourceTrouble trouble;

  public NamesKnown(Lookup map, MapNames names) {
    this.map = map;
    this.names = names;
    this.trouble = new SourceTrouble(map.settings().ask().name(), Duration.ZERO, System::nanoTime);
  }

  @Override
  public MapAnswer ask(String name) throws InterruptedException {
    MapAnswer answer = map.ask(name);
    return answer instanceof MapAnswer.Found(var line)
        ? names
            .mistake(line)
            .<MapAnswer>map(why -> new MapAnswer.Unknown(trouble.ofOne(name + ": " + why)))
            .orElse(answer)
        : answer;
  }
}
