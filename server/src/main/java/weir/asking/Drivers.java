package weir.asking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Drivers of databases: PostgreSQL's, which comes with Weir, or those of a folder, each folder
/// with a class loader of its own that sees nothing of ours.
final class Drivers implements AutoCloseable {

  private static final String POSTGRESQL = "org.postgresql.Driver";

  private final Optional<URLClassLoader> folder;

  private Drivers(Optional<URLClassLoader> folder) {
    this.folder = folder;
  }

  static Drivers in(Optional<Path> folder) throws IOException {
    return new Drivers(folder.isEmpty() ? Optional.empty() : Optional.of(loader(folder.get())));
  }

  private static URLClassLoader loader(Path folder) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : files) {
        jars.add(jar.toUri().toURL());
      }
    }
    if (jars.isEmpty()) {
      throw new IOException("no jar file in " + folder);
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /// @throws IOException with a sentence for the operator
  Driver forAddress(String url) throws IOException {
    try {
      if (folder.isEmpty()) {
        // Not by DriverManager, which would load and start every driver on the class path.
        return accepting(ours(), url);
      }
      List<Driver> found = new ArrayList<>();
      ServiceLoader.load(Driver.class, folder.get()).forEach(found::add);
      return accepting(found, url);
    } catch (SQLException | ServiceConfigurationError e) {
      throw new IOException("the driver cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<Driver> ours() {
    return ServiceLoader.load(Driver.class).stream()
        .filter(provider -> provider.type().getName().equals(POSTGRESQL))
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static Driver accepting(List<Driver> drivers, String url)
      throws SQLException, IOException {
    for (Driver driver : drivers) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw new IOException(
        "no driver for it; the jar of another database's driver goes into a folder that `drivers` names");
  }

  @Override
  public void close() {
    try {
      if (folder.isPresent()) {
        folder.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
