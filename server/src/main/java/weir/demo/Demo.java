package weir.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.cli.journal.Brief;
import weir.cli.journal.PastedId;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.journal.Entry;
import weir.segments.JournalSearch;
import weir.segments.Query;

/// Plays the scenes against a running server and tells what came of each.
public final class Demo {
  private static final Duration WRITTEN = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final int WIDTH = 110;

  private final Place place;
  private final PrintWriter out;
  private final Style style;
  private final Brief brief;

  /// @param colours whether the terminal wants them
  public Demo(Place place, PrintWriter out, boolean colours) {
    this.place = place;
    this.out = out;
    this.style = new Style(colours);
    this.brief = new Brief(style);
  }

  /// Plays all scenes.
  ///
  /// @return how many could not be played
  public int play() throws IOException, InterruptedException {
    int failed = 0;
    LetIn letIn = LetIn.at(place);
    List<Scene> scenes = Scenes.all();
    for (int i = 0; i < scenes.size(); i++) {
      failed += play(i + 1, scenes.get(i), letIn) ? 0 : 1;
      out.flush();
    }
    return failed;
  }

  private boolean play(int number, Scene scene, LetIn letIn) throws InterruptedException {
    out.println(style.bold("%2d. %s".formatted(number, scene.title())));
    out.println("    " + scene.lesson());
    letIn.of(scene.from()).ifPresent(otherwise -> out.println("    " + otherwise));
    Conversation talk = null;
    try {
      talk = new Conversation(scene.submission() ? place.submission() : place.mx(), scene.from());
      String reply = scene.script().play(talk, place);
      goodbye(talk);
      spoken(scene, talk);
      told(reply);
      return true;
    } catch (IOException e) {
      out.println("    could not be played: " + e.getMessage());
      return false;
    } finally {
      close(talk);
      out.println();
    }
  }

  private static void goodbye(Conversation talk) throws IOException {
    int said = talk.spoken().size();
    try {
      talk.say("QUIT");
    } catch (IOException _) {
      // A server that hung up needs no goodbye.
    }
    while (talk.spoken().size() > said) {
      talk.spoken().removeLast();
    }
    talk.close();
  }

  private static void close(@org.jspecify.annotations.Nullable Conversation talk) {
    try {
      if (talk != null) {
        talk.close();
      }
    } catch (IOException _) {
      // It is over either way.
    }
  }

  /// Everything but the greeting and the answers that only say "go on".
  private void spoken(Scene scene, Conversation talk) {
    out.println("    (from " + scene.from() + ")");
    List<String> spoken = talk.spoken();
    for (int i = 0; i < spoken.size(); i++) {
      String line = spoken.get(i);
      boolean goOn = i < spoken.size() - 1 && (line.startsWith("< 2") || line.startsWith("< 3"));
      if (!goOn) {
        out.println("    " + Shown.cut(line, WIDTH));
      }
    }
  }

  private void told(String reply) throws IOException, InterruptedException {
    List<String> ids = PastedId.in(reply);
    if (ids.isEmpty()) {
      return;
    }
    Optional<Entry> entry = entry(ids.getFirst());
    if (entry.isPresent()) {
      brief.of(entry.get()).forEach(line -> out.println("    " + line));
    }
    out.println("    weir why " + ids.getFirst());
  }

  /// What the journal has under the id, as soon as it is written.
  private Optional<Entry> entry(String id) throws IOException, InterruptedException {
    JournalSearch journal = new JournalSearch(place.journal());
    long end = System.nanoTime() + WRITTEN.toNanos();
    while (System.nanoTime() < end) {
      List<Entry> found = journal.find(Query.ALL.withId(id)).entries();
      if (!found.isEmpty()) {
        return Optional.of(found.getFirst());
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    return Optional.empty();
  }
}
