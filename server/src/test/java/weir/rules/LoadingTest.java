package weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadingTest {

  @Test
  void theLanguageIsLoadedByTheFirstRuleAndNotBefore() throws Exception {
    try (Watching loader = new Watching()) {
      Class<?> rules = Class.forName("weir.rules.MailRules", true, loader);
      assertThat(loader.ofTheLanguage).isEmpty();

      Class<?> meaning = loader.loadClass("weir.verdict.Meaning");
      Class<?> unknown = loader.loadClass("weir.verdict.WhenUnknown");
      rules
          .getMethod(
              "compile", String.class, String.class, Optional.class, meaning, unknown, String.class)
          .invoke(
              null,
              "own-rule",
              "true",
              Optional.empty(),
              meaning.getField("OBSERVE").get(null),
              unknown.getEnumConstants()[0],
              "");
      assertThat(loader.ofTheLanguage).isNotEmpty();
    }
  }

  /// Loads everything again, and remembers what belongs to the language.
  private static final class Watching extends URLClassLoader {
    private final List<String> ofTheLanguage = new ArrayList<>();

    Watching() throws Exception {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() throws Exception {
      List<URL> all = new ArrayList<>();
      for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        all.add(Path.of(each).toUri().toURL());
      }
      return all.toArray(URL[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.cel.")) {
        ofTheLanguage.add(name);
      }
      return super.findClass(name);
    }
  }
}
