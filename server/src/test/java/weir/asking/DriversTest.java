package weir.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
  private static final String SQLITE = "jdbc:sqlite::memory:";

  @TempDir Path folder;

  @Test
  void postgresqlComesWithUs() throws IOException {
    try (Drivers drivers = Drivers.in(Optional.empty())) {
      assertThat(drivers.forAddress("jdbc:postgresql://db.example/panel").getClass().getName())
          .isEqualTo("org.postgresql.Driver");
      assertThatThrownBy(() -> drivers.forAddress("jdbc:mariadb://db.example/panel"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("no driver for it; ");
    }
  }

  @Test
  void theJarOfAnotherDriverIsTakenFromAFolderApartFromOurs() throws Exception {
    Path jar =
        Path.of(org.sqlite.JDBC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(jar, folder.resolve("driver.jar"));
    try (Drivers drivers = Drivers.in(Optional.of(folder))) {
      Driver driver = drivers.forAddress(SQLITE);
      assertThat(driver.getClass().getName()).isEqualTo("org.sqlite.JDBC");
      assertThat(driver).isNotInstanceOf(org.sqlite.JDBC.class);
    }
  }

  @Test
  void aFolderWithoutJarsIsAMistake() {
    assertThatThrownBy(() -> Drivers.in(Optional.of(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no jar file in ");
  }
}
