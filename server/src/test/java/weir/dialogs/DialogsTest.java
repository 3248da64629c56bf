package weir.dialogs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import weir.rehearsal.DialogFile;
import weir.rehearsal.Player;

/// Every file of the folder `dialogs`, each a test named after it.
///
/// `-Dweir.dialog=NAME` plays only the files whose names hold NAME.
final class DialogsTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().getParent().resolve("dialogs");
  private static final String ONLY = System.getProperty("weir.dialog", "");

  @TempDir private static Path folder;

  private static final LogWatch LOG = new LogWatch();

  @BeforeAll
  static void watchTheLog() {
    LOG.start();
  }

  @AfterAll
  static void leaveTheLog() {
    LOG.stop();
  }

  @TestFactory
  Stream<DynamicTest> dialogs() throws IOException {
    House house = House.in(folder);
    Exercised exercised = new Exercised();
    Stream<DynamicTest> played =
        files().stream()
            .filter(file -> file.getFileName().toString().contains(ONLY))
            .map(file ->
                DynamicTest.dynamicTest(
                    name(file), file.toUri(), () -> play(file, house, exercised)));
    return ONLY.isEmpty() ? Stream.concat(played, Stream.of(coverage(exercised))) : played;
  }

  @Test
  void everyDialogHasAName() throws IOException {
    assertThat(files())
        .allSatisfy(file ->
            assertThat(file.getFileName().toString())
                .matches("[a-z][a-z0-9]*(-[a-z0-9]+)+.dialog"));
  }

  /// The last one, since it is about all that were played.
  private static DynamicTest coverage(Exercised exercised) {
    return DynamicTest.dynamicTest(
        "eachCheckIsClearFoundUnknownAndObservedSomewhere",
        () -> assertThat(exercised.missing()).isEmpty());
  }

  private static void play(Path file, House house, Exercised exercised) throws Exception {
    DialogFile dialog = DialogFile.read(file);
    Player.play(dialog, house);
    exercised.add(dialog.setup(), house.journal());
    assertThat(LOG.errors()).isEmpty();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(DialogFile.SUFFIX)).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(DialogFile.SUFFIX, "");
  }
}
